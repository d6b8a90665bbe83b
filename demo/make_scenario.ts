import type { Connection, MakeEngine } from '../emulators/make/index.js';
import type { Progress } from './main_job.js';

/** What a module of the scenario hands to the next. */
type Bundle = Readonly<Record<string, unknown>>;

export interface ScenarioInput {
  readonly prompt: string;
  readonly size: string | undefined;
  /** The webhook to use; without one, the first workflow of the dropdown. */
  readonly webhook: string | undefined;
  readonly apiKey: string;
  /** Whether Wireflow fetches the image for us: its CDN is another host. */
  readonly throughWireflow: boolean;
}

export interface ScenarioResult {
  /** The workflow's name; null where only its webhook is known. */
  readonly workflow: string | null;
  readonly execution: Bundle;
  readonly file: { readonly name: string; readonly bytes: Buffer };
}

/**
 * The product's main job as a Make scenario does it, module by module: Generate an image, Wait for an execution, Download
 * an image.
 *
 * @throws Error with a sentence for the person when a module fails or the image does not come
 */
export async function runScenario(make: MakeEngine, input: ScenarioInput, progress: Progress): Promise<ScenarioResult> {
  progress.start('Connecting');
  const connection = await make.connect('apiKey', { apiKey: input.apiKey });
  progress.done(`Connected: ${connection.label ?? 'Wireflow'}`);

  const chosen = input.webhook === undefined ? await chooseWorkflow(make, connection, progress) : null;
  const webhook = input.webhook ?? chosen?.value;
  progress.start('Generate an image: sending the prompt');
  const started = await one(make, 'generateImage', { webhook, prompt: input.prompt, size: input.size });
  const startedAtMs = Date.now();
  progress.done(`Generate an image: ${text(started, 'execution_id')} is ${text(started, 'status')}`);

  progress.start('Wait for an execution: looking for the finished image');
  const execution = await one(make, 'waitForExecution', { execution_id: started['execution_id'] }, connection);
  if (execution['status'] !== 'completed') throw new Error(`The execution ${text(execution, 'execution_id')} is still ${text(execution, 'status')}; look for it in Wireflow.`);
  if (!execution['image_url']) throw new Error('The execution has completed without an image.');
  progress.done(`Wait for an execution: done after ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s, with ${text(execution, 'image_count')} image(s)`);

  progress.start('Download an image: fetching the file');
  const file = await one(make, 'downloadImage', { url: overHttps(text(execution, 'image_url')), through_wireflow: input.throughWireflow }, connection);
  progress.done(`Fetched ${text(file, 'fileName')}`);
  return { workflow: chosen?.label ?? null, execution, file: { name: text(file, 'fileName'), bytes: file['data'] as Buffer } };
}

interface Choice {
  readonly label: string;
  readonly value: string;
}

async function chooseWorkflow(make: MakeEngine, connection: Connection, progress: Progress): Promise<Choice> {
  progress.start('Filling the workflow dropdown');
  const choices = (await make.rpc('listWorkflows', {}, { connection })) as Choice[];
  const choice = choices[0];
  if (!choice) throw new Error('The account has no workflow: make one in Wireflow, or set WIREFLOW_WEBHOOK.');
  progress.done(`Chose “${choice.label}” out of ${choices.length} workflows`);
  return choice;
}

async function one(make: MakeEngine, module: string, values: Bundle, connection: Connection | null = null): Promise<Bundle> {
  const [bundle] = await make.run(module, values, { connection });
  if (!bundle) throw new Error(`The module ${module} gave nothing.`);
  return bundle as Bundle;
}

/** The local service has no certificate; the module takes https alone, and the engine knows this machine. */
const overHttps = (url: string): string => url.replace(/^http:/, 'https:');

const text = (bundle: Bundle, key: string): string => String(bundle[key]);
