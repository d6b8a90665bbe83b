import { number } from '../json.js';

/**
 * Amounts of credits or dollars, as decimals: 3 times 0.1 is 0.3, and a cap of exactly that is kept. Sums of floating-point
 * numbers end in noise, which lies over the cap that they make, or reads 0.30000000000000004.
 */

/** What a floating-point number holds for certain; a longer one ends in the noise of a sum that somebody else has made. */
const CERTAIN_DIGITS = 15;

/** An amount out of a reply, without the noise of the service's own sums; null for what is no number. */
export function amountIn(value: unknown): number | null {
  const amount = number(value);
  return amount === null ? null : Number(amount.toPrecision(CERTAIN_DIGITS));
}

/** The sum of the amounts, as they are written in decimals; a negative one is taken off. */
export function sumOf(amounts: readonly number[]): number {
  const decimals = amounts.map(decimalOf);
  const places = Math.max(0, ...decimals.map((decimal) => decimal.places));
  return numberOf({ digits: decimals.reduce((sum, decimal) => sum + decimal.digits * 10n ** BigInt(places - decimal.places), 0n), places });
}

/** `amount` so many times, as both are written in decimals. */
export function times(amount: number, factor: number): number {
  const [a, b] = [decimalOf(amount), decimalOf(factor)];
  return numberOf({ digits: a.digits * b.digits, places: a.places + b.places });
}

/** "1,500" or "0.3", with every digit that there is: what is cut off may be what lies over a cap. */
export function amountInWords(amount: number): string {
  return amount.toLocaleString('en-US', { maximumFractionDigits: 20 });
}

interface Decimal {
  readonly digits: bigint;
  /** How many of the digits stand behind the point; less than none for large powers of ten. */
  readonly places: number;
}

/** The shortest decimal that means this number, which is the one that was written. */
function decimalOf(amount: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(amount).split('e');
  const [whole = '0', part = ''] = mantissa.split('.');
  return { digits: BigInt(`${whole}${part}`), places: part.length - Number(exponent) };
}

function numberOf({ digits, places }: Decimal): number {
  return Number(`${digits}e${-places}`);
}
