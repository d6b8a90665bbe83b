/** What a test fills a field with, and whether that made a difference. Platforms differ; the fields are the core's. */
export interface ProbedField {
  readonly key: string;
  readonly type: string;
  readonly choices: readonly string[];
}

export type Values = Readonly<Record<string, unknown>>;

/** What a play leaves behind: the requests that reached the service, and what the step gave or refused with. */
export interface Played {
  readonly sent: unknown;
  readonly outcome: unknown;
}

/** Words that stand nowhere else, so that they are recognised in a request. */
export const markOf = (key: string): string => `probe-${key.replace(/\W/g, '-')}`;

/** Values that are worth trying in a field of this form, the likeliest first. */
export function probesFor({ key, type, choices }: ProbedField): readonly unknown[] {
  if (PROBES[key] !== undefined) return PROBES[key];
  if (choices.length > 0) return choices;
  if (/int|number/.test(type)) return [1, 64, 1_000_000];
  if (type === 'boolean') return [true, false];
  return [markOf(key)];
}

/** Fields whose value has a form of its own. */
const PROBES: Readonly<Record<string, readonly unknown[]>> = {
  image_url: ['https://cdn.wireflow.ai/probe-image_url.png'],
  nodes: [JSON.stringify([{ id: 'probe-nodes', data: { params: { prompt: 'x' } } }])],
};

/** What must stand beside a field for it to matter. */
export const BESIDE: Readonly<Record<string, Values>> = {
  width: { height: 640 },
  height: { width: 640 },
  longest_wait: { wait: 'until_finished' },
  after_failure: { run_id: 'row 1' },
  reuse: { wait: 'up_to_25_s', seed: 7 },
  uncertain_cost: { max_credits: 500, more_inputs: { probe: 'x' }, nodes: JSON.stringify([{ id: 'gen-1', data: {} }]) },
};

/** Not required by itself, but a step needs it or another one. */
export const EITHER_OR = new Set(['prompts']);

/** Fields in a step that differ in nothing but time or in a test: they are played in a way of their own. */
export const NEEDS_TEST = new Set(['test_mode']);
export const NEEDS_LATER_LOOK = new Set(['longest_wait']);
export const NEEDS_A_FAILURE = new Set(['after_failure']);
/** What an Only Once ID does is to be seen with the second run. */
export const NEEDS_TWICE = new Set(['run_id']);
/** Only where Wireflow refuses is a way out taken. */
export const NEEDS_REFUSAL = new Set(['fallback']);
/** What was made before is there once it has finished. */
export const NEEDS_FINISHED_BEFORE = new Set(['reuse']);
