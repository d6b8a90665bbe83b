import { plainPicture, type PlainPicture } from '../../../core/fields/plain_picture.js';
import type { JsonObject } from '../../../core/json.js';
import { workflowOfAddress } from '../../../core/runs/workflow_of_address.js';
import { type Call, valueOf, valuesOf } from '../definition/command.js';
import { prepareFolder } from '../files/save_images.js';
import { printOutcome } from '../printing/print_outcome.js';
import { withFallback } from '../runs/fallback.js';
import { handOver, type Outcome } from '../runs/hand_over.js';
import { readRunOptions } from '../runs/run_options.js';
import { openSession, type Session } from '../runs/session.js';
import { type Start, startAndWait } from '../runs/start_and_wait.js';
import { type ImageValue, pairsOf, readAddress, readImage, readPrompt, readTarget, sizeValues } from '../runs/start_values.js';
import type { ExitCode } from '../exit_codes.js';

export async function generate(call: Call): Promise<ExitCode> {
  return printOutcome(call.printer, await generateImage(call, await openSession(call)));
}

/** The whole of it, without a word printed but progress. @throws WireflowError before anything is started; Interrupted */
export async function generateImage(call: Call, session: Session): Promise<Outcome> {
  const { host, values, printer } = call;
  if (valueOf(values, 'provider') !== undefined) return (await import('../runs/provider_image.js')).generateAtProvider(call);
  const runOptions = await readRunOptions(values, session.client.hasKey);
  const named = { webhook: valueOf(values, 'webhook'), workflow: valueOf(values, 'workflow') };
  const address = await readAddress(host, session, named);
  const asked = await readAsked(call, session);
  if (runOptions.waitMs !== null) session.client.requireKey();
  const target = async () => readTarget(host, session, named);
  return withFallback(call, session, runOptions, {
    action: 'generate_image',
    address,
    workflow: async () => workflowOfAddress(session.client, session.memory, await target()),
    picture: () => asked.picture,
    async start() {
      const start = startOf(session, asked, await target());
      if (runOptions.folder !== null) await prepareFolder(host.folder, runOptions.folder);
      const execution = await startAndWait(session, start, runOptions, (doing) => printer.progress(doing));
      return handOver(host, session, execution, { ...runOptions, waited: runOptions.waitMs !== null });
    },
  });
}

/** What is asked for, read once: standard input can't be read again. */
interface Asked {
  readonly body: JsonObject;
  readonly unestimated: readonly string[];
  readonly image: ImageValue | null;
  /** Null where a prompt alone does not describe it. */
  readonly picture: PlainPicture | null;
}

async function readAsked({ host, values }: Call, session: Session): Promise<Asked> {
  const { promptBody, unestimatedInPrompt } = await import('../../../core/fields/prompt_body.js');
  const given = valueOf(values, 'image');
  const image = given === undefined ? null : await readImage(host, session, given);
  const pairs = pairsOf(valuesOf(values, 'input'));
  const fields = {
    prompt: await readPrompt(host, valueOf(values, 'prompt')),
    ...sizeValues(valueOf(values, 'size')),
    style: valueOf(values, 'style'),
    seed: valueOf(values, 'seed'),
    more_inputs: pairs,
    ...(image === null ? {} : { image_url: image.checked }),
  };
  const body = promptBody(fields);
  session.client.knowInputs(body);
  return { body, unestimated: unestimatedInPrompt(body), image, picture: pairs.length > 0 ? null : plainPicture({ ...fields, more_inputs: undefined }) };
}

function startOf({ client, memory }: Session, { body, unestimated, image }: Asked, target: string): Start {
  return {
    action: 'generate_image',
    address: target,
    knownWorkflowId: null,
    workflow: () => workflowOfAddress(client, memory, target),
    unestimated,
    inputs: async () => (image === null ? body : { ...body, image_url: await image.mark() }),
    start: async () => client.trigger(target, image === null ? body : { ...body, image_url: await image.link() }),
  };
}
