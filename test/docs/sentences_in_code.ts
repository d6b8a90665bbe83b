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

/** Every sentence of an error that stands in the code, with a gap where something is put in. */
export function sentencesInCode(): Written[] {
  const files = FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.posix.join(folder, name))).filter((file) => file.endsWith('.ts') && !NOT_STEPS.test(file));
  return files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(WRITTEN)].map(([, literal = '']) => written(file, literal.slice(1, -1)))).filter(({ words }) => words.replaceAll(GAP, '').length >= SHORTEST);
}

function written(file: string, words: string): Written {
  const parts = words.split(GAP).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { file, words, pattern: new RegExp(parts.join('.*'), 's') };
}
