import { call, choose, literal, pattern, without, type Expression } from '../iml/expression.js';

/** Shorter texts are no keys, and would be found in any word. */
const SHORTEST = 8;
const HIDDEN = literal('***');
/** Found in no reply. */
const NOTHING = literal('/(?!)/');
const ODD = pattern('[^A-Za-z0-9]', 'g');

export type SecretPatterns = Readonly<Record<'key' | 'code', Expression>>;

/**
 * Patterns that find a secret: as it is or escaped for an address, and in Base64. Its odd signs are left open, because
 * IML can not escape them, and one of them takes three when it is escaped.
 *
 * @param raw the secret as it was typed
 * @param bare what of it is looked for
 */
function patternsOf(raw: Expression, bare: Expression): SecretPatterns {
  const found = (secret: Expression, odd: string) => choose(`length(${raw}) >= ${SHORTEST}`, `'/' + ${call('replace', secret, ODD, literal(odd))} + '/g'`, NOTHING);
  return { key: found(bare, '.{1,3}'), code: found(call('base64', bare), '.') };
}

/** Of a key, without the blanks and the word that come along when it is pasted. */
export function keyPatterns(key: Expression): SecretPatterns {
  return patternsOf(key, bareKey(key));
}

/** A key as it was pasted, without the word and the blanks, of whatever kind, that come along. A connection has no empty one. */
export function bareKey(key: Expression): Expression {
  return without(key, '^[^!-~]*(bearer[^!-~]+)?|[^!-~]+$', 'gi');
}

export function idPatterns(id: Expression): SecretPatterns {
  return patternsOf(id, id);
}

/** A text of the service without the secret that `temp.key` finds, and without the one that `temp.code` does. */
export function withoutKey(text: Expression): Expression {
  return call('replace', text, 'temp.key', HIDDEN);
}

export function withoutCode(text: Expression): Expression {
  return call('replace', text, 'temp.code', HIDDEN);
}

export function withoutSecret(text: Expression): Expression {
  return withoutCode(withoutKey(text));
}
