import { read } from './step_pages.js';

/** One numbered line of a recipe, as a person builds it. */
export type RecipeStep =
  | { readonly kind: 'wireflow'; readonly label: string; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'filter'; readonly output: string; readonly isWanted: (value: string) => boolean }
  | { readonly kind: 'loop' }
  | { readonly kind: 'split'; readonly separator: string }
  /** A step of another app, with the outputs that it maps. */
  | { readonly kind: 'other'; readonly words: string; readonly mapped: readonly string[] };

export interface Recipe {
  readonly title: string;
  readonly text: string;
  readonly zaps: readonly (readonly RecipeStep[])[];
}

/** The recipes of docs/recipes.md, read as somebody reads them who builds the Zaps. */
export function recipes(): Recipe[] {
  const [, ...parts] = read('docs/recipes.md').split(/^## /m);
  return parts.map((text) => ({ title: text.split('\n')[0] ?? '', text, zaps: zapsIn(text) }));
}

export const stepsOf = ({ zaps }: Recipe): readonly RecipeStep[] => zaps.flat();

function zapsIn(recipe: string): RecipeStep[][] {
  const steps = /^### Steps\n([\s\S]*?)^### /m.exec(recipe)?.[1] ?? '';
  const zaps: RecipeStep[][] = [];
  for (const [, number, words] of steps.matchAll(/^(\d+)\. ((?:.*\n)(?:(?: {3}.*)?\n)*)/gm)) {
    if (number === '1') zaps.push([]);
    zaps.at(-1)?.push(stepOf(words ?? ''));
  }
  return zaps;
}

function stepOf(words: string): RecipeStep {
  const label = /^\*\*(.+)\*\*\n/.exec(words)?.[1];
  if (label !== undefined) return { kind: 'wireflow', label, values: new Map(rowsIn(words)) };
  const line = words.replace(/\s+/g, ' ');
  if (line.startsWith('*Filter by Zapier*')) return filterOf(line);
  if (line.startsWith('*Looping by Zapier')) return { kind: 'loop' };
  const separator = /Split Text\*.*Separator: “(.+?)”\. Segment: the last\./.exec(line)?.[1];
  if (separator !== undefined) return { kind: 'split', separator };
  return { kind: 'other', words: line, mapped: [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string) };
}

/** The fields of the step by their labels; those of the person's own workflow stand without marks. */
function rowsIn(words: string): [string, string][] {
  return [...words.matchAll(/^ {3}\| (?:`(.+?)`|(.+?) \(your workflow’s label\)) \| (.+) \|$/gm)].map(([, label, own, value]) => [label ?? own ?? '', value ?? '']);
}

function filterOf(line: string): RecipeStep {
  const [, output, is, wanted] = /only if `(.+?)` (is exactly|is not|is) (\w+)/.exec(line) ?? [];
  if (output === undefined || wanted === undefined) throw new Error(`No filter that can be built: ${line}`);
  return { kind: 'filter', output, isWanted: (value) => (value === wanted) !== (is === 'is not') };
}
