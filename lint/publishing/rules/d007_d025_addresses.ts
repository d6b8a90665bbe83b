import type { Rule } from '../rule.js';
import { allStrings } from '../texts.js';

const SCHEME = /\b([a-z][a-z0-9+.-]*):\/\//gi;
const DANGEROUS = /\b(javascript|vbscript)\s*:|\bdata:[\w-]+\/|\bfile:\/\//i;

export const d007: Rule = {
  id: 'D007',
  says: 'Every address in the app is https.',
  check: (app) =>
    allStrings(app)
      .filter(({ text }) => [...text.matchAll(SCHEME)].some(([, scheme]) => !/^(https|file)$/i.test(scheme ?? '')))
      .map(({ where, text }) => ({ where, what: `“${text}” is not https.`, instead: 'Write the https address.' })),
};

export const d025: Rule = {
  id: 'D025',
  says: 'No address in the app can run code.',
  check: (app) =>
    allStrings(app)
      .filter(({ text }) => DANGEROUS.test(text))
      .map(({ where, text }) => ({ where, what: `“${text}” could run code.`, instead: 'Write an https address, or none.' })),
};
