/** Zapier shows the app's name beside every step, so the step's own words leave it out. */
export const APP_NAME = 'Wireflow';

const SMALL_WORDS = new Set('a an the and or nor but of in on at to for by with from as per via than'.split(' '));

/** Is each word capitalised? Articles and short prepositions inside the label may be either. */
export function isTitleCase(label: string): boolean {
  const words = wordsOf(label);
  return words.every((word, index) => startsHigh(word) || (SMALL_WORDS.has(word) && index > 0 && index < words.length - 1));
}

export function toTitleCase(label: string): string {
  const count = wordsOf(label).length;
  let index = -1;
  return label.replace(/[\p{L}\p{N}’']+/gu, (word) => {
    index += 1;
    return SMALL_WORDS.has(word) && index > 0 && index < count - 1 ? word : word.charAt(0).toUpperCase() + word.slice(1);
  });
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}’']+/gu) ?? [];
const startsHigh = (word: string): boolean => /^[\p{Lu}\p{N}]/u.test(word);

/** The words without their Markdown: links become their text, code goes. */
export function plain(markdown: string): string {
  return markdown
    .replace(/`[^`]*`/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_]{2}/g, '');
}

export function countSentences(markdown: string): number {
  const text = plain(markdown).replace(/\b(e\.g|i\.e|etc|vs)\./gi, '').trim();
  return text.split(/[.!?]+(?=[\s)”"’]|$)/).filter((part) => /\p{L}/u.test(part)).length;
}

export const countWords = (text: string): number => text.trim().split(/\s+/).length;

/** `Find` → `Finds`, `Search` → `Searches`, `Retry` → `Retries`. */
export function thirdPerson(verb: string): string {
  if (/(s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

const VERBS = (
  'add apply approve archive ask assign attach build buy call cancel change charge check close collect combine convert copy ' +
  'count create cut delete describe download draw edit enable estimate export extend extract fetch fill find finish generate ' +
  'get give import invite keep link list look make mark merge move notify open pause pick place post publish put queue read ' +
  'record remove rename render repeat replace reply request reset resize restart resume retry return run save scale schedule ' +
  'search send set share show sign start stop store submit tag take test transform translate turn update upload use wait write'
).split(' ');
const VERBS_IN_THIRD_PERSON = new Set(VERBS.map(thirdPerson));

/** Does a sentence start with what the step does, as in “Starts a workflow”? */
export function startsWithThirdPersonVerb(sentence: string): boolean {
  const first = firstWord(sentence);
  return startsHigh(first) && VERBS_IN_THIRD_PERSON.has(first.toLowerCase());
}

export const firstWord = (text: string): string => wordsOf(text)[0] ?? '';

export function isPlural(noun: string): boolean {
  return /s$/i.test(noun) && !/(ss|us|is|news)$/i.test(noun);
}

/** Words that name a secret, as whole words of a key or a label: `max_tokens` and `author` name none. */
const SECRET = /(^| )(api ?key|access ?key|private ?key|secrets?|pass ?(word|wd|phrase)|passwd|pswd|token|jwt|auth|credentials?|signature|bearer|set ?cookie)( |$)/;

export function namesSecret(keyOrLabel: string): boolean {
  const words = keyOrLabel
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^a-zA-Z0-9]+/g, ' ')
    .toLowerCase()
    .trim();
  return SECRET.test(words);
}
