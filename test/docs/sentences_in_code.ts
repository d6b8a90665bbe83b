import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where sentences for people are written that a step may stop with. */
const FOLDERS = ['core', 'platforms/zapier', 'creates', 'searches', 'triggers'];
/** A developer's command, and no step. */
const NOT_STEPS = /platforms\/zapier\/publish\//;
/** What stands behind `problem:`, or as the second argument of `badInput`. */
const WRITTEN = /(?:problem: |badInput\([^,]+, |notCertain\(|startUnknown\(|mayHaveStarted\([^,]+, )(?:\w[^?`';]*\? )?(`(?:\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}|[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*')/g;
/** What is put into a sentence, with texts of its own inside. */
const GAP = /\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}/g;
/** Less than this between its gaps says nothing about a sentence. */
const SHORTEST = 12;

export interface Written {
  readonly file: string;
  readonly words: string;
  /** What a sentence of this kind holds somewhere. */
  readonly pattern: RegExp;
}

/** Where a sentence stands that a step says beside what it gives: its message, a note about it, why there is no picture. */
const SAID = /(?:\bmessage: |\bnotes?\.push\(.*?|\bnote = .*?|\bconst [A-Z_]+ = |\breturn (?:result\()?.*?|\berror: .*?|ThrottledError\(\s*)(`(?:\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}|[^`\\])*[.!:;]`|'[A-Z“](?:[^'\\])*[.]')/g;
/** What stands in front of an error's sentence, and of a form's help. */
const NO_MESSAGE = /problem: |nextStep: |badInput\(|notFetched\(|startUnknown\(|mayHaveStarted\(|helpText: |busy\(/;
const MESSAGE_FOLDERS = ['core/runs', 'core/outputs', 'core/providers', 'platforms/zapier', 'creates'];
/** A sample of what a workflow says is not ours; a constant of the dropdown is the end of an error. */
const NO_MESSAGES = /outputs\/samples\.ts|zapier\/dropdown\.ts|providers\/offers\.ts/;
const SHORTEST_MESSAGE = 20;

/** Every message that stands in the code, with a gap where something is put in. */
export function messagesInCode(): Written[] {
  return MESSAGE_FOLDERS.flatMap(filesIn).filter((file) => !NO_MESSAGES.test(file)).flatMap((file) => {
    const found = [...readFileSync(file, 'utf8').matchAll(SAID)].filter(([all, literal = '']) => !NO_MESSAGE.test(all.slice(0, all.length - literal.length).split('\n').at(-1) ?? ''));
    return found.map(([, literal = '']) => written(file, literal.slice(1, -1)));
  }).filter(({ words }) => words.replaceAll(GAP, '').length >= SHORTEST_MESSAGE); // prettier-ignore
}

function filesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.posix.join(folder, name));
  return files.filter((file) => file.endsWith('.ts') && !NOT_STEPS.test(file));
}

/** Every sentence of an error that stands in the code, with a gap where something is put in. */
export function sentencesInCode(): Written[] {
  return FOLDERS.flatMap(filesIn).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(WRITTEN)].map(([, literal = '']) => written(file, literal.slice(1, -1)))).filter(({ words }) => words.replaceAll(GAP, '').length >= SHORTEST);
}

function written(file: string, words: string): Written {
  const parts = words.split(GAP).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { file, words, pattern: new RegExp(parts.join('.*'), 's') };
}
