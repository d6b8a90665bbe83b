import { call, choose, literal, pattern, type Expression } from '../iml/expression.js';

/** Shorter texts are no keys, and would be found in any word. */
const SHORTEST = 8;
const HIDDEN = literal('(secret)');
/** Found in no reply. */
const NOTHING = literal('/(?!)/');

/**
 * A pattern that finds a secret in its usual spellings: as it is, escaped for an address, and in Base64. Its odd signs are
 * left open, because IML can not escape them.
 */
export function secretPattern(secret: Expression): Expression {
  const spelled = (text: Expression) => call('replace', text, pattern('[^A-Za-z0-9]', 'g'), literal('.'));
  const spellings = [secret, call('encodeURL', secret), call('base64', secret)].map(spelled).join(" + '|' + ");
  return choose(`length(${secret}) >= ${SHORTEST}`, `'/' + ${spellings} + '/g'`, NOTHING);
}

/** A text of the service without the secret that `temp.secret` finds. */
export function withoutSecret(text: Expression): Expression {
  return call('replace', text, call('ifempty', 'temp.secret', NOTHING), HIDDEN);
}

