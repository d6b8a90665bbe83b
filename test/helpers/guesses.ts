import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PAGE = 'docs/service.md';
const HEAD = '| Where | Guess |\n|---|---|\n';

interface Guess {
  readonly file: string;
  readonly text: string;
}

/** Every comment of the emulator that starts with `Guess:`, to its end. */
export function emulatorGuesses(root: string): Guess[] {
  return filesIn(path.join(root, 'emulators/wireflow')).flatMap((file) =>
    guessesIn(readFileSync(file, 'utf8')).map((text) => ({ file: path.relative(root, file), text })),
  );
}

/** Compares the table in the page with the code; writes it first when asked to. */
export function guessTable(root: string, update: boolean): { isCurrent: boolean } {
  const page = readFileSync(path.join(root, PAGE), 'utf8');
  const at = page.indexOf(HEAD) + HEAD.length;
  const rows = emulatorGuesses(root)
    .map(({ file, text }) => `| \`${file}\` | ${text} |\n`)
    .sort()
    .join('');
  if (update) writeFileSync(path.join(root, PAGE), page.slice(0, at) + rows);
  return { isCurrent: update || page.slice(at) === rows };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(file) : [file];
  });
}

function guessesIn(code: string): string[] {
  const lines = code.split('\n');
  return lines.flatMap((line, index) => {
    const start = /Guess: (.*)$/.exec(line)?.[1];
    if (start === undefined) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((next) => !/^\s*(\/\/|\*(?!\/))\s?\S/.test(next) || /Guess: |^\s*\* @/.test(next));
    const words = [start, ...rest.slice(0, end).map((next) => next.replace(/^\s*(\/\/|\*)\s?/, ''))].join(' ');
    return [words.replace(/\s*\*\/\s*$/, '').trim()];
  });
}
