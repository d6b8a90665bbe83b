/** The value in the middle of the sorted values, or the mean of the two there. @throws when there are none */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `share` (0 to 1) of the values lie, interpolated. @throws when there are none */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('There is nothing to take a quantile of');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}

/** How one thing compares with another, both measured several times in turn. */
export interface Ratio {
  /** The median of the ratios of single pairs: what slows the machine down for a while slows both of a pair. */
  readonly value: number;
  /** Their quartiles: how far noise moves them. */
  readonly from: number;
  readonly to: number;
}

/** @param pairs each of two measurements that were made one after the other, in the same unit */
export function ratioOf(pairs: readonly (readonly [ours: number, theirs: number])[]): Ratio {
  const single = pairs.map(([ours, theirs]) => ours / theirs);
  return { value: median(single), from: quantile(single, 0.25), to: quantile(single, 0.75) };
}
