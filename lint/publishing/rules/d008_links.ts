import type { Rule } from '../rule.js';
import { inputs } from '../steps.js';
import { markdownTexts } from '../texts.js';

const CODE = /`[^`]+`/g;
const LINK = /\[([^[\]]*\S[^[\]]*)\]\(((?:https?:\/\/|mailto:)[^\s()]+)\)/g;
/** What is left over when the good links are taken out: half a link, an empty one, or an address that nobody can click. */
const LEFT_OVER = /https?:\/\/|\bwww\.|\]\(|\[[^\]]*\(|\[\s*\]|`/;

export const d008: Rule = {
  id: 'D008',
  says: 'Links in descriptions and help work; an address that is only an example stands in backticks.',
  check: (app) =>
    markdownTexts(app, inputs(app))
      .filter(({ text }) => LEFT_OVER.test(text.replace(CODE, '').replace(LINK, (_link, _text, url: string) => (URL.canParse(url) ? '' : url))))
      .map(({ where, text }) => ({ where, what: `A broken or bare link in “${text}”.`, instead: 'Write [text](https://…), or put the address in backticks.' })),
};
