import { inputsOf, runSaved } from '../../../core/runs/saved_workflow.js';
import { unestimatedInPrompt } from '../../../core/fields/unestimated.js';
import { fieldKeyOf, readRunInputs, unestimatedInputs } from '../../../core/fields/workflow_inputs.js';
import type { JsonObject } from '../../../core/json.js';
import { plainPicture } from '../../../core/fields/plain_picture.js';
import { badInput } from '../../../core/model/errors.js';
import type { WorkflowInput } from '../../../core/model/workflow.js';
import { type Call, valueOf, valuesOf } from '../definition/command.js';
import { prepareFolder } from '../files/save_images.js';
import { printOutcome } from '../printing/print_outcome.js';
import { withFallback } from '../runs/fallback.js';
import { handOver, type Outcome } from '../runs/hand_over.js';
import { inputNamed, promptInput, sizeInputs } from '../runs/named_inputs.js';
import { readRunOptions } from '../runs/run_options.js';
import { openSession, type Session } from '../runs/session.js';
import { type Start, startAndWait } from '../runs/start_and_wait.js';
import { type ImageValue, pairsOf, readImage, readPrompt, readWorkflow, sizeValues } from '../runs/start_values.js';
import type { ExitCode } from '../exit_codes.js';

export async function run(call: Call): Promise<ExitCode> {
  const session = await openSession(call);
  session.client.requireKey();
  return printOutcome(call.printer, await runWorkflow(call, session));
}

/** The whole of it, without a word printed but progress. @throws WireflowError before anything is started; Interrupted */
export async function runWorkflow(call: Call, session: Session): Promise<Outcome> {
  const { host, values, printer, operand = '' } = call;
  const runOptions = await readRunOptions(values, session.client.hasKey);
  const prompt = await readPrompt(host, valueOf(values, 'prompt'));
  return withFallback(call, session, runOptions, {
    action: 'run_workflow',
    address: operand.trim(),
    workflow: async () => ({ id: await readWorkflow(session.client, operand), isCertain: true }),
    picture: () => (valuesOf(values, 'input').length > 0 ? null : plainPicture({ prompt, ...sizeValues(valueOf(values, 'size')) })),
    async start() {
      const start = await readStart(call, session, prompt);
      if (runOptions.folder !== null) await prepareFolder(host.folder, runOptions.folder);
      const execution = await startAndWait(session, start, runOptions, (doing) => printer.progress(doing));
      return handOver(host, session, execution, { ...runOptions, waited: runOptions.waitMs !== null });
    },
  });
}

async function readStart(call: Call, session: Session, prompt: string | undefined): Promise<Start> {
  const { client } = session;
  const workflowId = await readWorkflow(client, call.operand ?? '');
  const inputs = await inputsOf(client, workflowId);
  const { typed, files, size } = await readInputs(call, session, inputs, prompt);
  const values = readRunInputs(inputs, typed);
  client.knowInputs([...values.values()], inputs.map(({ nodeId }) => nodeId));
  return {
    action: 'run_workflow',
    address: workflowId,
    knownWorkflowId: workflowId,
    workflow: async () => ({ id: workflowId, isCertain: true }),
    // Sides that --size has set are judged as those of generate: the first megapixel has one price.
    unestimated: [...unestimatedInputs(inputs.filter(({ nodeId }) => !size.keys.has(fieldKeyOf(nodeId))), values), ...unestimatedInPrompt(size.body)],
    inputs: async () => {
      const marks = [...files].map(async ([nodeId, file]) => [nodeId, await file.mark()] as const);
      return Object.fromEntries([...values, ...(await Promise.all(marks))]);
    },
    start: async (idempotencyKey) => {
      const own = new Map(values);
      for (const [nodeId, file] of files) own.set(nodeId, await file.link());
      return runSaved(client, workflowId, own, idempotencyKey);
    },
  };
}

interface Given {
  /** What was typed, by field key. */
  readonly typed: Record<string, unknown>;
  /** The pictures that go along, by node id. */
  readonly files: Map<string, ImageValue>;
  /** What --size stands for, and the field keys that it has set. */
  readonly size: { readonly body: JsonObject; readonly keys: ReadonlySet<string> };
}

async function readInputs({ host, values }: Call, session: Session, inputs: readonly WorkflowInput[], prompt: string | undefined): Promise<Given> {
  const typed: Record<string, unknown> = {};
  const files = new Map<string, ImageValue>();
  const give = (input: WorkflowInput, value: unknown) => {
    const key = fieldKeyOf(input.nodeId);
    if (key in typed) throw badInput('input', `The input ${input.label} is given twice.`, 'Give each input once.');
    typed[key] = value;
  };
  for (const { name, value } of pairsOf(valuesOf(values, 'input'))) {
    const input = inputNamed(inputs, name);
    if (input.type === 'image' && value.trim() !== '') {
      const picture = await readImage(host, session, value, 'input');
      files.set(input.nodeId, picture);
      give(input, picture.checked);
    } else give(input, value);
  }
  if (prompt !== undefined) {
    // The core's own check of a prompt, so that an empty one is not taken for the workflow's saved text.
    const { promptBody } = await import('../../../core/fields/prompt_body.js');
    give(promptInput(inputs), promptBody({ prompt })['prompt']);
  }
  const size = valueOf(values, 'size');
  const keys = new Set<string>();
  if (size === undefined) return { typed, files, size: { body: {}, keys } };
  const { promptBody } = await import('../../../core/fields/prompt_body.js');
  const body = promptBody({ prompt: 'x', ...sizeValues(size) });
  for (const [key, value] of Object.entries(sizeInputs(inputs, body))) {
    if (key in typed) continue;
    typed[key] = value;
    keys.add(key);
  }
  return { typed, files, size: { body, keys } };
}
