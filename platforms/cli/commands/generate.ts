import { workflowOfAddress } from '../../../core/runs/workflow_of_address.js';
import { badInput } from '../../../core/model/errors.js';
import { valueOf, valuesOf, type Call, type Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { prepareFolder } from '../files/save_images.js';
import { printOutcome } from '../printing/print_outcome.js';
import { handOver, type Outcome } from '../runs/hand_over.js';
import { readRunOptions } from '../runs/run_options.js';
import { openSession, type Session } from '../runs/session.js';
import { startAndWait, type Start } from '../runs/start_and_wait.js';
import { pairsOf, readImage, readPrompt, readTarget, sizeValues } from '../runs/start_values.js';

export const generate: Command = {
  name: 'generate',
  summary: 'Send a prompt to a workflow’s webhook, wait, save the images',
  about:
    'Without a key the run is started and its ID printed. With the key in `WIREFLOW_API_KEY` the command waits for the images. With `--provider` the image is bought from that provider in place of Wireflow.',
  options: [
    options.WEBHOOK, options.WORKFLOW, options.PROMPT, options.SIZE, options.STYLE, options.SEED, options.INPUT, options.IMAGE,
    options.WAIT, options.OUT, options.RUN_ID, options.AFTER_FAILURE, options.MAX_CREDITS, options.UNCERTAIN_COST, options.PROVIDER, options.TIER, options.MEGAPIXELS_OPTION,
    options.KEY_FILE, options.JSON_OUTPUT, options.HELP,
  ], // prettier-ignore
  examples: [
    { command: 'wireflow generate --prompt "A paper boat" --size story --out images', does: 'starts a run through `WIREFLOW_WEBHOOK` and saves its image' },
    { command: 'echo "A paper boat" | wireflow generate --prompt - --wait 0 --json', does: 'takes the prompt from a pipe and prints the ID at once' },
    { command: 'wireflow generate --provider bfl --tier pro --prompt "A paper boat"', does: 'buys the image from Black Forest Labs' },
  ],
  async run(call) {
    if (valueOf(call.values, 'provider') !== undefined) {
      const { generateAtProvider } = await import('../runs/provider_image.js');
      return generateAtProvider(call);
    }
    for (const name of ['tier', 'megapixels']) {
      if (valueOf(call.values, name) !== undefined) throw badInput(name, `--${name} is for the providers beside Wireflow.`, 'Use it with --provider, or leave it out.');
    }
    const session = await openSession(call);
    return printOutcome(call.printer, await generateImage(call, session));
  },
};

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
  const picture = image === undefined ? null : await readImage(host, client, image);
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
    knownWorkflowId: null,
    workflow: () => workflowOfAddress(client, session.memory, target),
    unestimated: unestimatedInPrompt(body),
    start: async () => client.trigger(target, picture === null ? body : { ...body, image_url: await picture.link() }),
  };
}
