import type { World } from '../helpers/app.js';
import type { RecipeStep } from './recipe_zaps.js';
import { choiceLabels, fieldIn, type DocumentedStep } from './step_pages.js';

/** What a step has given, by the labels that a person maps. */
export type Given = ReadonlyMap<string, unknown>;

/** What became of one run of a Zap. */
export interface Played {
  /** True where a filter has ended it. */
  readonly isStopped: boolean;
  /** For each step of another app that was reached: the mapped outputs, by their labels. */
  readonly reached: readonly Given[];
}

export interface Stage {
  readonly world: World;
  readonly steps: ReadonlyMap<string, DocumentedStep>;
  /** The workflow that the person chooses. */
  readonly slug: string;
}

/** A value that another app's step gives, by the name that the recipe shows in italics. */
export type AppData = Readonly<Record<string, string>>;

const MOST_LOOKS = 20;

/**
 * Plays a Zap from its first step that is no trigger. Values are filled in as Zapier fills them: whatever is mapped becomes text.
 *
 * @param rounds what the loop brings, for the steps behind it; one round where there is no loop
 * @param before what the trigger gave
 */
export async function playZap(stage: Stage, zap: readonly RecipeStep[], data: AppData, { rounds = [{}], before = new Map() }: { rounds?: readonly AppData[]; before?: Given } = {}): Promise<Played[]> {
  const loopAt = zap.findIndex(({ kind }) => kind === 'loop');
  if (loopAt < 0) return [await playSteps(stage, zap, data, before)];
  const head = await playSteps(stage, zap.slice(0, loopAt), data, before);
  if (head.isStopped) return [head];
  const played: Played[] = [];
  for (const round of rounds) played.push(await playSteps(stage, zap.slice(loopAt + 1), { ...data, ...round }, before));
  return played;
}

async function playSteps(stage: Stage, zap: readonly RecipeStep[], data: AppData, before: Given): Promise<Played> {
  let values = { ...data };
  const given = new Map(before);
  const reached: Given[] = [];
  for (const step of zap) {
    if (step.kind === 'wireflow') {
      const item = await runStep(stage, step, values);
      // A search that finds nothing ends the run, as its settings say.
      if (item === null) return { isStopped: true, reached };
      for (const [label, value] of item) given.set(label, value);
    } else if (step.kind === 'filter') {
      if (!step.isWanted(asText(given.get(step.output)))) return { isStopped: true, reached };
    } else if (step.kind === 'split') {
      values = { ...values, Output: (values['Text'] ?? '').split(step.separator).at(-1) ?? '' };
    } else if (step.kind === 'other') {
      reached.push(new Map(await Promise.all(step.mapped.filter((label) => given.has(label)).map(async (label) => [label, await fetched(stage, given.get(label))] as const))));
    }
  }
  return { isStopped: false, reached };
}

/** Runs a step of Wireflow's until Zapier need not look again; null for a search without a result. */
async function runStep(stage: Stage, step: RecipeStep & { kind: 'wireflow' }, data: AppData): Promise<Given | null> {
  const { world } = stage;
  const documented = stepNamed(stage, step.label);
  const inputData = await valuesFor(stage, step, data);
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    try {
      const result = await world.zap.run<Item | Item[]>(documented.method, inputData);
      const item = Array.isArray(result) ? result[0] : result;
      return item === undefined ? null : labelled(documented, item);
    } catch (error) {
      if ((error as Error).name !== 'ThrottledError') throw error;
      world.emulator.clock.advance(30_000);
    }
  }
  throw new Error(`${step.label} never came to an end`);
}

/** Polls a trigger: what it gives anew, each as a Zap run gets it. */
export async function pollTrigger(stage: Stage, step: RecipeStep | undefined, meta = {}): Promise<Given[]> {
  if (step?.kind !== 'wireflow') throw new Error('The Zap does not begin with a trigger of Wireflow’s');
  const documented = stepNamed(stage, step.label);
  const items = await stage.world.zap.run<Item[]>(documented.method, await valuesFor(stage, step, {}), meta);
  return items.map((item) => labelled(documented, item));
}

type Item = Record<string, unknown>;

export function stepNamed({ steps }: Pick<Stage, 'steps'>, label: string): DocumentedStep {
  const step = steps.get(label);
  if (step === undefined) throw new Error(`There is no step ${label}`);
  return step;
}

/** What the fields of the recipe hold when the Zap runs, by their keys. */
async function valuesFor(stage: Stage, { label, values }: RecipeStep & { kind: 'wireflow' }, data: AppData): Promise<Item> {
  const step = stepNamed(stage, label);
  const entries = [...values].map(async ([name, words]) => {
    const field = step.inputs.map(fieldIn).find((input) => input?.label === name) ?? (await ownInput(stage, name));
    return [field.key, filledIn(stage, field, words, data)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** A field of the chosen workflow's own, as the form shows it. */
async function ownInput({ world, slug }: Stage, label: string) {
  const form = await world.zap.run<{ key: string; label?: string }[]>('creates.run_workflow.operation.inputFields', { workflow: world.emulator.workflow(slug).id });
  const field = form.find((each) => each.label === label);
  if (field === undefined) throw new Error(`The form has no field ${label}`);
  return field;
}

function filledIn({ world, slug }: Stage, field: { key: string; choices?: unknown }, words: string, data: AppData): string {
  if (/^(your|the same) workflow, from the list(?=$|;)/.test(words)) {
    const { id, webhookId } = world.emulator.workflow(slug);
    return field.key === 'webhook' ? webhookId : id;
  }
  if (words.startsWith('empty for all')) return '';
  if (choiceLabels(field as never).includes(words)) return words;
  const number = /^\d+(?=$|, )/.exec(words)?.[0];
  if (number !== undefined) return number;
  return words.replace(/ of the Formatter$/, '').replace(/\*([^*]+)\*/g, (_whole, name: string) => {
    if (data[name] === undefined) throw new Error(`Nothing gives ${name}`);
    return data[name];
  });
}

/** As Zapier names what a step gives: the items of a list stand under one label, as text with commas. */
function labelled({ outputs }: DocumentedStep, item: Item): Given {
  return new Map(outputs.map(({ key, label }) => {
    const [list, inner] = key.split('[]') as [string, string?];
    const value = inner === undefined ? item[key] : ((item[list] ?? []) as Item[]).map((part) => asText(part[inner])).join(',');
    return [label ?? key, value] as const;
  })); // prettier-ignore
}

function asText(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** A file is fetched when a later step asks for it; anything else is text. */
async function fetched({ world }: Stage, value: unknown): Promise<unknown> {
  const text = asText(value);
  return text.startsWith('hydrate|||') ? world.standIn.file(await world.zap.hydrate(text)).bytes : text;
}
