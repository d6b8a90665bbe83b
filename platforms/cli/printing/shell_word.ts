/** A word as a shell takes it: an address has signs that mean something to shells. */
export function shellWord(word: string): string {
  return /^[\w.:/=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
