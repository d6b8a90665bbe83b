import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { badInput, WireflowError } from '../../../core/model/errors.js';
import { unknownExecution, type Execution } from '../../../core/model/execution.js';
import { executionOutput } from '../../../core/outputs/execution_output.js';
import { priceInWords } from '../../../core/prices/compare.js';
import { dollars, estimate } from '../../../core/prices/estimate.js';
import { jobHasEnded, PROVIDER_LABELS, unknownJob, withKnownJobFacts, type Job, type JobImage, type JobReference } from '../../../core/providers/job.js';
import type { Provider } from '../../../core/providers/provider.js';
import { paceAfter } from '../../../core/runs/pace.js';
import { earlierRun, isClaimed, startOnce } from '../../../core/runs/run_id_claim.js';
import { runKey } from '../../../core/runs/run_key.js';
import type { Clock } from '../../../core/runs/wait_for_end.js';
import { valueOf, valuesOf, type Call } from '../definition/command.js';
import { codeOfStatus, EXIT, type ExitCode } from '../exit_codes.js';
import { downloadImage } from '../files/download.js';
import { fileMemory } from '../files/file_memory.js';
import { prepareFolder, saveImages, type SavedImages } from '../files/save_images.js';
import { stateFolder } from '../files/state_folder.js';
import { printOutcome } from '../printing/print_outcome.js';
import { inputImageOf, openProvider, readProviderName } from './provider_account.js';
import { untilInterrupted, type Stage } from './interruption.js';
import { readRunOptions } from './run_options.js';
import { offerFor } from './provider_offer.js';
import { clockOf } from './session.js';
import { readPrompt } from './start_values.js';

/** The longest that a start may take: DeepInfra answers only when the picture is there. */
const START_MS = 120_000;
const KEPT_S = 24 * 60 * 60;
/** What `generate` has for Wireflow's workflows only. */
const NOT_HERE = ['webhook', 'workflow', 'style', 'max-credits'];

/** `generate --provider`: buys one picture from a provider beside Wireflow. @throws WireflowError before anything is bought; Interrupted */
export async function generateAtProvider(call: Call): Promise<ExitCode> {
  const { host, values, printer } = call;
  for (const name of NOT_HERE) if (values[name] !== undefined) throw badInput(name, `--${name} is for Wireflow’s workflows.`, 'Leave it out, or leave --provider out.');
  if (valuesOf(values, 'input').length > 0) throw badInput('input', '--input is for Wireflow’s workflows.', 'Leave it out, or leave --provider out.');
  const name = readProviderName(valueOf(values, 'provider') ?? '');
  const options = await readRunOptions(values, true);
  if (options.waitMs === null) throw badInput('wait', '--wait 0 would lose the image: its link dies within minutes.', 'Leave it out, or give it more time.');
  const { promptBody } = await import('../../../core/fields/prompt_body.js');
  const { prompt, seed = null } = promptBody({ prompt: await readPrompt(host, valueOf(values, 'prompt')), seed: valueOf(values, 'seed') }) as { prompt: string; seed?: number };
  const clock = clockOf(host);
  const inputImage = await inputImageOf(host, valueOf(values, 'image'));
  const offer = offerFor(name, values, inputImage === null ? 0 : 1);
  const { provider, baseUrl } = openProvider(host, name, clock.now() + START_MS + options.waitMs);
  const folder = options.folder ?? '.';
  await prepareFolder(host.folder, folder);

  const track: { stage: Stage } = { stage: { at: 'before' } };
  const price = estimate(offer, { inputs: inputImage === null ? [] : [null], today: new Date(clock.now()).toISOString().slice(0, 10) });
  printer.progress(`Buying from ${PROVIDER_LABELS[name]} (${offer.model.id}${price === null ? '' : `, ${priceInWords(price)}`}).`);
  const memory = fileMemory(stateFolder(host.env), host.now);
  const buying = bought();
  const job = await untilInterrupted(buying, host.signal, () => track.stage);
  const deadlineMs = clock.now() + options.waitMs;
  const ended = await untilInterrupted(lookUntilEnded(provider, clock, job, deadlineMs), host.signal, () => track.stage);
  const saved = await untilInterrupted(
    saveImages(host.folder, folder, ended.id, ended.images.map((image) => () => bytesOf(image, baseUrl, host.signal))),
    host.signal,
    () => track.stage,
  );
  return printOutcome(printer, outcomeOf(ended, saved, { folder: host.folder, runId: options.runId, cost: ended.costMicroUsd === null ? null : `It cost $${dollars(ended.costMicroUsd)}, says ${PROVIDER_LABELS[name]}.` }));

  async function bought(): Promise<Job> {
    if (options.runId === null) return start();
    const key = runKey(`provider\n${name}`, options.runId);
    const place = `job:${key}`;
    const earlier = await earlierRun(memory, key, clock.now());
    if (!isClaimed(earlier)) {
      let fresh: Job | null = null;
      await startOnce(memory, key, earlier.attempt, clock.now(), async () => {
        fresh = await start();
        const { provider: at, id, lookUpUrl, model } = fresh;
        await memory.set(place, { provider: at, id, lookUpUrl, model } satisfies JobReference, KEPT_S);
        return unknownExecution(id);
      });
      if (fresh !== null) return fresh;
    }
    printer.say('A command with this Run ID has bought this image before; nothing new was bought.');
    const kept = (await memory.get(place)) as JobReference | null;
    if (kept === null) throw new WireflowError({ kind: 'start_unknown', problem: 'The image with this Run ID was bought before, and what it is called is not known any more.', nextStep: `Look at your usage at ${PROVIDER_LABELS[name]}; to buy it anew, use another Run ID.` });
    track.stage = { at: 'started', executionId: kept.id };
    return withKnownJobFacts(await provider.look(kept), unknownJob(kept));
  }

  async function start(): Promise<Job> {
    track.stage = { at: 'starting' };
    const job = await provider.start({ offer, prompt, seed, format: 'png', inputImages: inputImage === null ? [] : [inputImage] }).catch((error: unknown) => {
      track.stage = { at: 'before' };
      throw error;
    });
    track.stage = { at: 'started', executionId: job.id };
    return job;
  }
}

/** Nothing that goes wrong while looking is an error: the picture has been bought. */
async function lookUntilEnded(provider: Provider, clock: Clock, job: Job, deadlineMs: number): Promise<Job> {
  const startedAtMs = clock.now();
  let seen = job;
  while (!jobHasEnded(seen) && clock.now() < deadlineMs) {
    await clock.sleep(Math.min(paceAfter({ elapsedMs: clock.now() - startedAtMs, nowMs: clock.now() }), Math.max(0, deadlineMs - clock.now())));
    seen = await provider.look(seen).then(
      (newer) => withKnownJobFacts(newer, seen),
      (error: unknown) => {
        if (!(error instanceof WireflowError)) throw error;
        return error.canRetry ? seen : { ...seen, status: 'failed' as const, error: `${error.problem} ${error.nextStep}` };
      },
    );
  }
  return seen;
}

async function bytesOf({ base64, url }: JobImage, baseUrl: string, signal: AbortSignal): Promise<Uint8Array> {
  return base64 === null ? downloadImage(url ?? '', baseUrl, signal) : Buffer.from(base64, 'base64');
}

function outcomeOf(job: Job, { files, problems }: SavedImages, { folder, runId, cost }: { folder: string; runId: string | null; cost: string | null }) {
  const output = executionOutput(executionOf(job, files, folder, cost), (_, number) => files.get(number) ?? null, runId);
  const code = codeOfStatus(output.status, true);
  return { output, problems, code: code === EXIT.done && problems.length > 0 ? EXIT.notFinished : code };
}

/** A job in the shape of every other run; a picture that came in the reply itself is where it was saved. */
function executionOf(job: Job, files: ReadonlyMap<number, string>, folder: string, cost: string | null): Execution {
  return {
    ...unknownExecution(job.id),
    status: job.status === 'moderated' ? 'failed' : job.status,
    message: cost,
    error: job.error,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    requestId: job.requestId,
    outputs: job.images.flatMap(({ url, contentType }, index) => {
      const file = files.get(index + 1);
      const link = url ?? (file === undefined ? null : pathToFileURL(path.resolve(folder, file)).href);
      return link === null ? [] : [{ kind: 'image' as const, url: link, text: null, width: null, height: null, contentType, filename: file === undefined ? null : path.basename(file), nodeLabel: job.model || null }];
    }),
  };
}

