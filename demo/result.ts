import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inTerminalWords } from './terminal_words.js';
import { OUT_FOLDER } from './before_the_image.js';

/** Writes the image below `out/`; gives its path from here. */
export async function save(executionId: string, file: { readonly name: string; readonly bytes: Buffer }): Promise<string> {
  const folder = path.resolve(OUT_FOLDER);
  await mkdir(folder, { recursive: true });
  const target = path.join(folder, `${executionId}${path.extname(file.name) || '.png'}`);
  await writeFile(target, file.bytes);
  return path.relative(process.cwd(), target);
}

export function printFacts(facts: Readonly<Record<string, string>>): void {
  console.log(['', ...Object.entries(facts).map(([name, value]) => `${name.padEnd(10)} ${value}`)].join('\n'));
}

/** Runs a demo to its end: exit code 0, or 1 with one sentence. */
export function runDemo(main: () => Promise<void>): void {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(`\n${inTerminalWords(sentenceOf(error))}`);
      process.exit(1);
    },
  );
}

/** Zapier's errors carry their sentence as JSON. */
function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  try {
    return (JSON.parse(message) as { message: string }).message;
  } catch {
    return message.split('\n')[0] ?? 'The job failed.';
  }
}
