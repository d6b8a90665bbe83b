/** Choices in a sentence: labels may hold commas of their own. */
export function inQuotes(labels: readonly string[]): string {
  return labels.map((label) => `“${label}”`).join(', ');
}
