import type { Bench } from '../bench.js';
import { outcomeOf, type Failure } from '../outcome.js';
import type { LoggedRequest } from '../request_log.js';
import type { Step, ZapField } from './steps.js';

/** As what Zapier runs a step; what stands in the bundle's `meta`. */
export const MODES: Readonly<Record<Step['kind'], Readonly<Record<string, { readonly label: string; readonly meta: Readonly<Record<string, boolean>> }>>>> = {
  triggers: {
    test: { label: 'as a test in the editor', meta: { isLoadingSample: true } },
    on: { label: 'as the Zap is switched on', meta: { isPopulatingDedupe: true } },
    live: { label: 'as a poll of the live Zap', meta: {} },
  },
  creates: { test: { label: 'as a test in the editor', meta: { isLoadingSample: true } }, live: { label: 'in the live Zap', meta: {} } },
  searches: { test: { label: 'as a test in the editor', meta: { isLoadingSample: true } }, live: { label: 'in the live Zap', meta: {} } },
};

export interface StepRun {
  /** What the step gave; a trigger and a search give several. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly failure: Failure | null;
  readonly requests: readonly LoggedRequest[];
  readonly tookMs: number;
  readonly inputData: Readonly<Record<string, unknown>>;
}

/** Runs a step through Zapier's handler, and keeps what happened. */
export async function runStep(bench: Bench, step: Step, inputData: Readonly<Record<string, unknown>>, mode: string): Promise<StepRun> {
  const { meta } = MODES[step.kind][mode] ?? { meta: {} };
  const startedAtMs = performance.now();
  const { value, failure } = await bench.observe(() => outcomeOf(() => bench.zap.run<unknown>(`${step.kind}.${step.key}.operation.perform`, { ...inputData }, { ...meta })));
  const items = (failure === null ? [value].flat() : []) as Record<string, unknown>[];
  return { items, failure, requests: [...bench.requests.entries], tookMs: performance.now() - startedAtMs, inputData };
}

/**
 * What a form holds, as the editor hands it over: texts, objects for pairs, nothing for what is empty.
 *
 * @param form names are `field.KEY`, and `custom.KEY` for a value beside a dropdown
 */
export function inputDataOf(form: Readonly<Record<string, unknown>>, fields: readonly ZapField[]): Record<string, unknown> {
  const data = new Map<string, unknown>();
  for (const [name, value] of Object.entries(form)) {
    const key = /^field\.(.+)$/.exec(name)?.[1];
    if (key === undefined) continue;
    const custom = String(form[`custom.${key}`] ?? '');
    const given = custom === '' ? String(value).replace(/\r\n/g, '\n') : custom;
    if (given === '') continue;
    data.set(key, fields.find((field) => field.key === key)?.dict ? pairsOf(given) : given);
  }
  return Object.fromEntries(data);
}

/** A pair on each line: `name: value`. */
function pairsOf(text: string): Record<string, string> {
  const pairs = text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const at = line.indexOf(':');
    return at < 0 ? ([line.trim(), ''] as const) : ([line.slice(0, at).trim(), line.slice(at + 1).trim()] as const);
  });
  return Object.fromEntries(pairs);
}
