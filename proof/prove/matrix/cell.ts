import type { EndpointName } from '../../../emulators/wireflow/index.js';
import { hurried } from '../hurry.js';
import type { World } from '../world.js';
import type { Case } from './cases.js';
import { CLASS_OF, type Documented } from './documented.js';
import type { Fault } from './faults.js';
import type { Promised } from './promises.js';

/** How a step really ended. */
export interface Ended {
  /** Null when it worked. */
  readonly error: { readonly name: string; readonly message: string; readonly delayS: number | null } | null;
  readonly started: number;
  /** The requests that it sent, each endpoint once. */
  readonly asked: readonly string[];
}

/**
 * Runs a step in a fresh account with one completed and one failed run, while `fault` meets every call of `endpoint`.
 *
 * @param arrange what else goes wrong
 */
export async function runCell(world: World, one: Case, fault: Fault | null, endpoint: EndpointName | null, arrange: () => void = () => undefined): Promise<Ended> {
  const { emulator, standIn } = world;
  emulator.reset();
  standIn.cache.clear();
  const { id } = emulator.addExecution();
  emulator.addExecution({ status: 'FAILED', error: 'The model refused the prompt' });
  const before = emulator.executions.length;
  const url = process.env['WIREFLOW_BASE_URL'];
  if (fault?.rule === null) process.env['WIREFLOW_BASE_URL'] = 'http://127.0.0.1:1/api/v1';
  else if (fault && endpoint) emulator.fault({ ...fault.rule, on: endpoint, times: Infinity });
  arrange();
  const run = world.connection(emulator.keys.full);
  const step = () => run(one.method ?? `${one.step}.operation.perform`, one.input(emulator, id), one.meta);
  const error = await (fault?.isSlow ? hurried(step) : step()).then(() => null, readError);
  process.env['WIREFLOW_BASE_URL'] = url;
  return { error, started: emulator.executions.length - before, asked: [...new Set(emulator.requests.map((request) => request.endpoint))] };
}

export function readError(thrown: unknown): Ended['error'] {
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  try {
    const { message: sentence, delay } = JSON.parse(message) as { message: string; delay?: number };
    return { name, message: sentence, delayS: delay ?? null };
  } catch {
    return { name, message, delayS: null };
  }
}

/** Traces of programs that no sentence for a person may hold. */
export const UNFIT = /undefined|\bnull\b|\[object|NaN|\n\s*at |\bat \S+ \(|node_modules/;
const WAIT_TOLERANCE_S = 3;

/** What is wrong with how a cell ended, as short phrases; nothing when it kept its promise. */
export function faultsOf({ error, started }: Ended, promised: Promised, fault: Fault, buys: boolean, documented: readonly Documented[], secrets: readonly string[]): string[] {
  const wrong: string[] = [];
  if (started > (buys ? 1 : 0)) wrong.push(`${started} runs were started`);
  if (promised === 'works') {
    if (error) wrong.push(`fails with ${error.name}: ${error.message}`);
    else if (buys && started === 0) wrong.push('works without having started a run');
    return wrong;
  }
  if (error === null) return [...wrong, `works, where ${promised} is promised`];
  if (started > 0 && promised !== 'start_unknown') wrong.push('has started a run and does not say so');
  const rows = documented.filter(({ sentence }) => sentence.test(error.message));
  const row = rows.find(({ kind }) => kind === promised);
  if (!row) wrong.push(`says “${error.message}”, which the page about errors does not list as ${promised}`);
  else if (CLASS_OF[row.zap] !== error.name) wrong.push(`ends as ${error.name}, where the page says “${row.zap}”`);
  if (UNFIT.test(error.message)) wrong.push(`says “${error.message}”`);
  if (secrets.some((secret) => error.message.includes(secret))) wrong.push('holds a secret');
  if (error.name === 'ThrottledError' && fault.waitS !== undefined && promised !== 'unreachable' && Math.abs((error.delayS ?? 0) - fault.waitS) > WAIT_TOLERANCE_S) {
    wrong.push(`waits ${error.delayS} s, where ${fault.waitS} s are asked for`);
  }
  return wrong;
}
