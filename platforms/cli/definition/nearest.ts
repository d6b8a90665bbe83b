/** What somebody most likely meant: the nearest of `known` within two changes of a letter, or null. */
export function nearest(typed: string, known: readonly string[]): string | null {
  const ranked = known.map((word) => ({ word, changes: changesBetween(typed, word) })).sort((a, b) => a.changes - b.changes);
  const [best] = ranked;
  return best !== undefined && best.changes <= 2 && best.changes <= best.word.length / 2 ? best.word : null;
}

function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    row = row.reduce<number[]>((next, _, j) => {
      const changed = j === 0 ? i + 1 : Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1));
      return [...next, changed];
    }, []);
  }
  return row[b.length] ?? 0;
}
