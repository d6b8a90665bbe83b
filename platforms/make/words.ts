/** Names that keep their capitals in the middle of a label. */
const PROPER = new Set(['Wireflow', 'API', 'ID', 'URL', 'URLs', 'Make']);

/**
 * A label of the core in Make's style: sentence case, as Make's own guide for apps asks (docs/make-internals.md, "Words").
 */
export function sentenceCase(label: string): string {
  return label
    .split(' ')
    .map((word, index) => (index === 0 || PROPER.has(word) || !/^\(?[A-Z][a-z]*\)?$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
}

/** A sentence of the core in Make's words: what Zapier calls a step is a module here. */
export function inMakeWords(sentence: string): string {
  return sentence.replace(/\bstep\b/g, 'module').replace(/\bsteps\b/g, 'modules');
}
