/** What a command writes into a page of docs/ stands between two comments that bear the command's name. */
const begin = (command: string) => `<!-- ${command} begin -->`;
const end = (command: string) => `<!-- ${command} end -->`;

/** The text between the comments, trimmed. @throws when the page has none */
export function readSection(page: string, command: string): string {
  const [from, to] = bounds(page, command);
  return page.slice(from, to).trim();
}

/** The page with the text between the comments replaced. @throws when the page has none */
export function writeSection(page: string, command: string, text: string): string {
  const [from, to] = bounds(page, command);
  return `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`;
}

function bounds(page: string, command: string): [number, number] {
  const from = page.indexOf(begin(command));
  const to = page.indexOf(end(command));
  if (from < 0 || to < from) throw new Error(`The page lacks the lines ${begin(command)} and ${end(command)}.`);
  return [from + begin(command).length, to];
}
