import { SPEAKING_KEYS } from '../../../core/api/redact.js';
import { KIND_BY_EXTENSION } from '../../../core/model/images.js';
import { call, choose, EMPTY, iml, literal, pattern, textOr, without, type Expression } from '../iml/expression.js';

/** Shorter texts are no keys, and would be found in any word. */
const SHORTEST = 8;
const HIDDEN = literal('***');
/** Found in no reply. */
const NOTHING = '(?!)';
const ODD = pattern('[^a-z0-9]', 'gi');
/** An odd sign may stand there as it is, escaped for an address once or twice, or as JSON and HTML write it: `&amp;#x2F;`. */
const ANY_SPELLING = literal('.{1,10}');
/** In Base64 only `+` and `/` are odd: as they are, as addresses have them, or escaped. */
const ANY_CODE = literal('.{1,3}');

/**
 * What looks like a secret, for those that nobody told this connection: keys and webhooks of others in a reply (core:
 * redact.ts). A link that was changed leads nowhere, so in a link only a webhook's own place counts.
 */
const SHAPES = [
  '(?<=^|[^a-z0-9_]|[[-^][bfnrt])(whk_|wf_live_|sk-)(?<!"(https?|data):[^"]*)[a-z0-9_-]{4,}',
  '(?<="webhook_?(id|url)" *: *")[^"]+',
  `(?<=[/]workflows?[/])[^/ "'<>]+(?=[/]trigger)`,
].join('|');

const FILES = Object.entries(KIND_BY_EXTENSION).filter(([, kind]) => kind !== 'file').map(([ending]) => ending).join('|');
/** The beginning of a link that a reply hands over; in a sentence or an error it is no link but words. */
const LINK = `(?<!"[a-z_]*(${SPEAKING_KEYS})[a-z_]*" *: *)"(https?:)?[/][/][^"?#]*`;
/**
 * Behind what was found: that it does not stand in the link of a file. A picture's link is what was paid for, and leads nowhere
 * once a part of it is hidden (core: redact.ts).
 */
const NOT_IN_A_FILE_LINK = `(?!(?<=${LINK})[^"?#]*[.](${FILES})["?#])(?<!${LINK}[.](${FILES})[?#][^"]*)`;

/** A regular expression as a text with expressions in it: what finds a secret, and whatever looks like one. */
export type SecretPattern = string;

/**
 * Finds a secret as it is and in any case, with its odd signs escaped in whatever way, as hex, and in Base64 alone or
 * within something longer. IML can not escape a sign for a pattern, nor tell its code: so odd signs are left open, and of
 * hex the digits and the half of every other sign are known.
 *
 * @param bare the secret, without what came along with it
 * @param behind what has to be so where it was found
 */
function patternOf(bare: Expression, behind = ''): SecretPattern {
  const spelled = call('replace', bare, ODD, ANY_SPELLING);
  const digits = call('replace', call('replace', bare, ODD, literal('..')), pattern('(?=[0-9])', 'g'), literal('3'));
  const hex = call('replace', digits, pattern('[a-z]', 'gi'), literal('[4-7].'));
  // What begins behind one or two other signs is told by all but the letters that it shares with them.
  const coded = ['', 'a', 'aa'].map((before) => {
    const whole = call('base64', before === '' ? bare : `${literal(before)} + ${bare}`);
    return call('replace', without(whole, before === '' ? '.?=+$' : `^.{${before.length + 1}}|.?=+$`, 'g'), ODD, ANY_CODE);
  });
  const told = [spelled, hex, ...coded].map(iml).join('|');
  return `/${iml(choose(`length(${bare}) >= ${SHORTEST}`, EMPTY, literal(NOTHING)))}(${told})${behind}|${SHAPES}/gi`;
}

/** For a key, without what comes along when it is pasted. */
export function keyPattern(key: Expression): SecretPattern {
  return patternOf(bareKey(key));
}

const NAMES = '[ i_-]key|oken|tion|bearer';
/** What stands between a name and a key: blanks, quotes of whatever kind, a colon, a sign of equality. */
const BETWEEN = '[^+-9A-_a-~]';
/** What no key holds: blanks, quotes, and what no header takes. As ranges, since an expression can not write both kinds of quotes. */
const FOREIGN = '[^(-_a-~]';

/** A key as it was pasted, without what comes along (core: copied_key.ts), nor what stands in none. A connection has no empty one. */
export function bareKey(key: Expression): Expression {
  return without(key, `^.*(${NAMES})${BETWEEN}+|${FOREIGN}|^<|[,;>]$`, 'gim');
}

/** For the ID of a webhook: it may stand in a picture's link. */
export function idPattern(id: Expression): SecretPattern {
  return patternOf(id, NOT_IN_A_FILE_LINK);
}

/** For a secret whose signs are all letters, digits and hyphens, so that it is its own pattern; an empty one finds nothing. */
export function plainPattern(secret: Expression): SecretPattern {
  return `/${iml(call('replace', secret, pattern('^$'), literal(NOTHING)))}|${SHAPES}/gi`;
}

/** A text of the service without the secret that `temp.key` finds. */
export function withoutSecret(text: Expression): Expression {
  return call('replace', text, 'temp.key', HIDDEN);
}

/** The number that Wireflow gave its reply, or an empty text; headers may repeat what was sent. */
export const REQUEST_ID: Expression = withoutSecret(textOr('headers.`x-request-id`'));
