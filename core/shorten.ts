/** The first `max` characters, as people count them: an emoji is never cut in two. An ellipsis shows that more followed. */
export function shorten(words: string, max: number): string {
  // An emoji takes two code units, so twice as many are enough to tell.
  const characters = [...words.slice(0, 2 * max + 2)];
  return characters.length > max ? `${characters.slice(0, max).join('')}…` : words;
}
