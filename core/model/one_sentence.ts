import { shorten } from '../shorten.js';

/** What ends a sentence in any script, with the brackets and quotes that may close behind it. */
const IS_ENDED = /[.!?…。！？｡؟۔।][)\]"'”’»」』]*$/u;
/** What is left hanging where a text is taken out of another: full stops, commas, colons, dashes. */
const HANGING = /[\s.,;:·–—-]+$/u;

/** Somebody else's text inside a sentence of ours: no line breaks, no full stop, a bounded length. */
export function quoted(words: string, max: number): string {
  return shorten(words.replace(/\s+/g, ' ').trim().replace(HANGING, ''), max);
}

/** Somebody else's text as one sentence of ours: it ends as it ended, or with a full stop. */
export function asSentence(words: string, max: number): string {
  return ended(quoted(words, max));
}

/** Words with what ends a sentence behind them, so that another one may follow. */
export function ended(words: string): string {
  return IS_ENDED.test(words) ? words : `${words}.`;
}
