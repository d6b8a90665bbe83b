import type { MicroUsd } from './price_row.js';

/** Millionths as dollars, with as many digits as they need and at least two. */
export function dollars(microUsd: MicroUsd): string {
  const exact = (microUsd / 1_000_000).toFixed(6).replace(/0+$/, '');
  const [whole = '0', part = ''] = exact.split('.');
  return `${whole}.${part.padEnd(2, '0')}`;
}
