/** A name as people compare names: whatever its case, its Unicode form, and the blanks around it. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
