import { memoryOf } from '../runs/short_memory.js';
import { badInput, WireflowError } from '../../../core/model/errors.js';
import { endedExecutions } from '../../../core/watching/ended_executions.js';
import { type Call, valueOf, type Values } from '../definition/command.js';
import { EXIT, type ExitCode } from '../exit_codes.js';
import { prepareFolder } from '../files/save_images.js';
import { sentenceOf } from '../printing/words.js';
import { handOver } from '../runs/hand_over.js';
import { Interrupted, untilInterrupted } from '../runs/interruption.js';
import { readFolder } from '../runs/run_options.js';
import { clockOf, openSession } from '../runs/session.js';
import { readWorkflow } from '../runs/start_values.js';
import { DEFAULT_EVERY_S, OUTCOMES } from '../commands/watch.js';

const MS_PER_S = 1000;

export async function watch(call: Call): Promise<ExitCode> {
  const { host, printer, values } = call;
  const folder = readFolder(values);
  const everyMs = wholeNumber(values, 'every', { min: 5, max: 3600, usual: DEFAULT_EVERY_S }) * MS_PER_S;
  const count = wholeNumber(values, 'count', { min: 1, max: 1_000_000, usual: Infinity });
  const outcomes = OUTCOMES[valueOf(values, 'outcome') ?? 'all'];
  if (outcomes === undefined) throw badInput('outcome', `--outcome takes one of: ${Object.keys(OUTCOMES).join(', ')}.`, 'Leave it out for all.');
  const session = await openSession(call, undefined, clockOf(host, host.now));
  const { client, clock, signal } = session;
  client.requireKey();
  if (folder !== null) await prepareFolder(host.folder, folder);
  const named = valueOf(values, 'workflow');
  const workflowId = named === undefined ? null : await readWorkflow(client, named);
  const memory = memoryOf(host.now);
  const seen = new Set<string>();
  for (const outcome of outcomes) for (const { id } of await endedExecutions(client, memory, { workflowId, purpose: 'known', outcome })) seen.add(id);
  printer.progress('Watching; Ctrl-C ends it.');
  try {
    for (let printed = 0; printed < count; ) {
      await untilInterrupted(clock.sleep(everyMs), signal, () => session.stage);
      for (const execution of await ended()) {
        if (seen.has(execution.id) || printed >= count) continue;
        seen.add(execution.id);
        const { output, problems } = await handOver(host, session, execution, { folder, runId: null, waited: false });
        printer.quiet();
        host.stdout.write(`${JSON.stringify(output)}\n`);
        problems.forEach((problem) => printer.say(problem));
        printed += 1;
      }
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    printer.say('Stopped watching.');
    return EXIT.interrupted;
  }
  return EXIT.done;

  /** Oldest end first, as they happened. What passes by itself is waited out. */
  async function ended() {
    const found = [];
    for (const outcome of outcomes ?? []) {
      const look = endedExecutions(client, memory, { workflowId, purpose: 'new', outcome }).catch((error: unknown) => {
        if (!(error instanceof WireflowError) || !error.canRetry) throw error;
        if (!signal.aborted) printer.say(`${sentenceOf(error, [])} Watching goes on.`);
        return [];
      });
      found.push(...(await untilInterrupted(look, signal, () => session.stage)));
    }
    return found.sort((a, b) => (a.finishedAt ?? '').localeCompare(b.finishedAt ?? ''));
  }
}

function wholeNumber(values: Values, name: string, { min, max, usual }: { min: number; max: number; usual: number }): number {
  const given = valueOf(values, name)?.trim();
  if (given === undefined) return usual;
  if (/^\d{1,7}$/.test(given) && Number(given) >= min && Number(given) <= max) return Number(given);
  throw badInput(name, `--${name} needs a whole number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}.`, `For example: --${name} ${Math.max(min, 10)}`);
}
