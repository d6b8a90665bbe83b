/** A name as people compare names: whatever its case, its Unicode form, the blanks around it, and what nobody sees in it. */
export function foldName(name: string): string {
  return name.normalize('NFKC').replace(/\p{Cf}/gu, '').trim().replace(/\s+/g, ' ').toLowerCase();
}
