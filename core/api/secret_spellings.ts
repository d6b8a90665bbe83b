/** Names of characters in HTML that a key may hold. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos', '+': 'plus', '/': 'sol', '=': 'equals', '_': 'lowbar',
  '.': 'period', ':': 'colon', '-': 'hyphen|dash', '!': 'excl', '#': 'num', '$': 'dollar', '%': 'percnt', '@': 'commat',
}; // prettier-ignore

/** Fewer characters would be found by chance. */
const SHORTEST_BASE64 = 8;

/**
 * What finds a secret however a reply spells it: as it is and in another case, URL-encoded, with the escapes of JSON or of
 * HTML, each also in part or twice over; as hex; and as Base64, alone or inside something longer.
 *
 * @param secret printable ASCII, as header values are
 */
export function spellingsOf(secret: string): RegExp[] {
  const characters = [...secret];
  const hex = characters.map(hexOf).join('');
  return [new RegExp(characters.map(spellingOf).join(''), 'gi'), new RegExp(hex, 'gi'), ...[0, 1, 2].flatMap((offset) => base64At(secret, offset))];
}

function spellingOf(character: string): string {
  const [hex, decimal] = [hexOf(character), character.codePointAt(0)];
  const named = ENTITIES[character] === undefined ? '' : `|${ENTITIES[character]}`;
  return `(?:\\\\{0,4}${escaped(character)}|%(?:25){0,3}${hex}|\\\\{1,4}(?:u00|x)${hex}|&(?:amp;){0,3}(?:#0{0,6}${decimal}|#x0{0,6}${hex}${named});)`;
}

/**
 * The part of the Base64 that depends on the secret alone, when it begins at `offset` of three bytes; with the few
 * characters beside it, which hold the rest of it.
 */
function base64At(secret: string, offset: number): RegExp[] {
  const whole = btoa('\0'.repeat(offset) + secret).replace(/=+$/, '');
  const own = whole.slice(Math.ceil((offset * 8) / 6), (offset + secret.length) % 3 === 0 ? undefined : -1);
  if (own.length < SHORTEST_BASE64) return [];
  const spelled = [...own].map((character) => (character === '+' ? '(?:\\+|-|%2[bB])' : character === '/' ? '(?:\\\\{0,4}/|_|%2[fF])' : character)).join('');
  return [new RegExp(`[\\w+/-]{0,2}${spelled}[\\w+/-]{0,2}(?:=|%3[dD]){0,2}`, 'g')];
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\/-]/, '\\$&');
}
