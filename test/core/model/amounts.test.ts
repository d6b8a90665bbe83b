import { amountIn, amountInWords, sumOf, times } from '../../../core/model/amounts.js';

test.each([
  [0.1, 3, 0.3], [0.7, 3, 2.1], [1.1, 3, 3.3], [0.07, 100, 7], [33.3, 3, 99.9], [0.001, 1_000, 1], [1e-7, 3, 3e-7], [1e21, 3, 3e21], [12, 0, 0], [0, 7, 0], [35, 0.01, 0.35], [-0.1, 3, -0.3], [99.99, 10_000, 999_900],
])('%d times %d is %d', (amount, factor, product) => expect(times(amount, factor)).toBe(product)); // prettier-ignore

test.each([
  [[], 0], [[0.1, 0.2], 0.3], [[0.1, 0.7], 0.8], [[0.3, 0.6], 0.9], [Array<number>(10_000).fill(99.99), 999_900], [Array<number>(10).fill(0.1), 1], [[10_000.3, -10_000.2], 0.1], [[1e21, 1], 1e21], [[1e-7, 1], 1.0000001], [[0.3, -0.1, -0.2], 0],
])('%j add up to %d', (amounts, sum) => expect(sumOf(amounts)).toBe(sum)); // prettier-ignore

test('the noise of somebody else’s sum is no part of an amount', () => {
  expect([0.1 + 0.2, '0.30000000000000004', 1.1 + 2.2 + 2.7, 0.7 + 0.1 + 0.2, 12, '12', 0.000001, -5, 123_456_789.123456].map(amountIn)).toEqual([0.3, 0.3, 6, 1, 12, 12, 0.000001, -5, 123_456_789.123456]);
  expect(['many', null, {}, Number.NaN].map(amountIn)).toEqual([null, null, null, null]);
});

test('people see every digit, since one of them may be what lies over a cap', () => {
  expect([1_500, 0.5, 1.0004, 0.3, 0].map(amountInWords)).toEqual(['1,500', '0.5', '1.0004', '0.3', '0']);
});
