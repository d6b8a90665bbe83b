import { badInput } from '../../../core/model/errors.js';
import { workflowOfAddress } from '../../../core/runs/workflow_of_address.js';
import { type Call, valueOf, valuesOf } from '../definition/command.js';
import { prepareFolder } from '../files/save_images.js';
import { printOutcome } from '../printing/print_outcome.js';
import { handOver, type Outcome } from '../runs/hand_over.js';
import { readRunOptions } from '../runs/run_options.js';
import { openSession, type Session } from '../runs/session.js';
import { type Start, startAndWait } from '../runs/start_and_wait.js';
import { pairsOf, readImage, readPrompt, readTarget, sizeValues } from '../runs/start_values.js';
import type { ExitCode } from '../exit_codes.js';

export async function generate(call: Call): Promise<ExitCode> {
  if (valueOf(call.values, 'provider') !== undefined) {
    const { generateAtProvider } = await import('../runs/provider_image.js');
    return generateAtProvider(call);
  }
  for (const name of ['tier', 'megapixels']) {
    if (valueOf(call.values, name) !== undefined) throw badInput(name, `--${name} is for the providers beside Wireflow.`, 'Use it with --provider, or leave it out.');
  }
  const session = await openSession(call);
  return printOutcome(call.printer, await generateImage(call, session));
}

/** The whole of it, without a word printed but progress. @throws WireflowError before anything is started; Interrupted */
export async function generateImage(call: Call, session: Session): Promise<Outcome> {
  const { host, values, printer } = call;
  const runOptions = await readRunOptions(values, session.client.hasKey);
  const start = await readStart(call, session);
  if (runOptions.waitMs !== null) session.client.requireKey();
  if (runOptions.folder !== null) await prepareFolder(host.folder, runOptions.folder);
  const execution = await startAndWait(session, start, runOptions, (doing) => printer.progress(doing));
  return handOver(host, session, execution, { ...runOptions, waited: runOptions.waitMs !== null });
}

async function readStart({ host, values }: Call, session: Session): Promise<Start> {
  const { client } = session;
  const { promptBody, unestimatedInPrompt } = await import('../../../core/fields/prompt_body.js');
  const target = await readTarget(host, session, { webhook: valueOf(values, 'webhook'), workflow: valueOf(values, 'workflow') });
  const image = valueOf(values, 'image');
  const picture = image === undefined ? null : await readImage(host, session, image);
  const fields = {
    prompt: await readPrompt(host, valueOf(values, 'prompt')),
    ...sizeValues(valueOf(values, 'size')),
    style: valueOf(values, 'style'),
    seed: valueOf(values, 'seed'),
    more_inputs: pairsOf(valuesOf(values, 'input')),
    ...(picture === null ? {} : { image_url: picture.checked }),
  };
  const body = promptBody(fields);
  client.knowInputs(body);
  return {
    action: 'generate_image',
    address: target,
    knownWorkflowId: null,
    workflow: () => workflowOfAddress(client, session.memory, target),
    unestimated: unestimatedInPrompt(body),
    inputs: async () => (picture === null ? body : { ...body, image_url: await picture.mark() }),
    start: async () => client.trigger(target, picture === null ? body : { ...body, image_url: await picture.link() }),
  };
}
