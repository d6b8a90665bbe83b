/**
 * A text with its digits from 0 to 9, whichever script's keyboard they were typed on: ١٠٨٠, ۱۰۸۰ and １０８０ are 1080. Their
 * decimal signs become a point, their signs between thousands a comma. What is no digit of a row, as in 7², 7½ and ⑦, stays as it is.
 */
export function plainDigits(words: string): string {
  return words.replace(/[^\p{No}]+/gu, (part) => part.normalize('NFKC')).replace(/\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0) ?? 0))).replaceAll('٫', '.').replaceAll('٬', ',');
}

/** Unicode keeps the ten digits of a script side by side, from nought on; some blocks hold several tens. */
function valueOf(code: number): number {
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}
