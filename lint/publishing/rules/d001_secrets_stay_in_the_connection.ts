import type { Rule } from '../rule.js';
import { inputs } from '../steps.js';
import { namesSecret } from '../words.js';

export const d001: Rule = {
  id: 'D001',
  says: 'No step asks for a key, a token or a password: those belong to the connection.',
  check: (app) =>
    inputs(app)
      .filter(({ field }) => namesSecret(field.key) || namesSecret(field.label ?? '') || field.type === 'password')
      .map(({ where }) => ({ where, what: 'This input asks for a secret.', instead: 'Ask for it in the connection, or name the field after what it holds.' })),
};
