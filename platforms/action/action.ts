import { WireflowError } from '../../core/model/errors.js';
import { isJobAddress } from '../../core/runs/flux/job_address.js';
import { generateImage } from '../cli/actions/generate.js';
import { runWorkflow } from '../cli/actions/run.js';
import { generate } from '../cli/commands/generate.js';
import { run } from '../cli/commands/run.js';
import type { Call, Values } from '../cli/definition/command.js';
import { codeOfKind, EXIT, type ExitCode } from '../cli/exit_codes.js';
import type { Host } from '../cli/host.js';
import type { Printer } from '../cli/printing/printer.js';
import { foundBy } from '../cli/printing/print_outcome.js';
import { proxyHint } from '../cli/printing/proxy_hint.js';
import { shellWord } from '../cli/printing/shell_word.js';
import { sentenceOf } from '../cli/printing/words.js';
import type { Outcome } from '../cli/runs/hand_over.js';
import { asInterrupted, Interrupted, interruptionSentence } from '../cli/runs/interruption.js';
import { openSession } from '../cli/runs/session.js';
import { INPUT_OF_OPTION, readValues } from './inputs.js';
import { assertNotRepeated } from './repeated.js';
import { runIdOf, type DerivedRunId } from './run_id.js';
import { Runner } from './runner.js';
import { maskSecrets } from './secrets.js';
import { summaryOf, summaryWithout } from './summary.js';
import { assertNotWithheld } from './withheld_secrets.js';

const TITLE = 'Wireflow';
/** The step's own outputs hold it whole; the runner hides what is masked in logs and summaries, and blanks a job's outputs that hold it. */
const MASKED_LINK = 'The link of an image holds the ID that starts the workflow, which GitHub hides: the link reaches no other job, and the summary can not show the image. Hand on the saved file (image-files), for example with actions/upload-artifact.';

/**
 * One use of the Action: reads its inputs, starts the run as the command line does, and hands on what came.
 *
 * @param machine what the command line sees of it; its environment holds the runner's variables
 * @returns the exit code of the command line
 */
export async function runAction(machine: Host): Promise<ExitCode> {
  const runner = new Runner(machine.env, (text) => machine.stdout.write(text));
  const masked = maskSecrets(runner, machine.env);
  const host = hostOf(machine, runner);
  const runId = await runIdOf(runner, machine.env, host.folder);
  try {
    const values = await readValues(runner, host.folder, runId.id);
    const outcome = await start(host, values, runner, runId);
    return handOn(runner, outcome, masked);
  } catch (error) {
    return failed(runner, asInterrupted(error, machine.signal), machine.env);
  } finally {
    runner.output('run-id', runId.id);
  }
}

/** The command line reads the key from the environment, and the Action's input goes before it; paths are the workspace's, as other actions read them. */
function hostOf(machine: Host, runner: Runner): Host {
  const key = runner.input('api-key');
  // To the command line the prompt “-” means standard input; here it is a prompt.
  return { ...machine, folder: machine.env['GITHUB_WORKSPACE'] || machine.folder, stdin: async () => '-', env: { ...machine.env, ...(key === undefined ? {} : { WIREFLOW_API_KEY: key }) } };
}

async function start(host: Host, values: Values, runner: Runner, runId: DerivedRunId): Promise<Outcome> {
  const session = await openSession({ host, values });
  const printer: Printer = { isJson: false, result: () => undefined, say: (words) => runner.log(inputWords(words)), progress: (words) => runner.log(words), quiet: () => undefined };
  const { workflow } = values;
  if (typeof workflow === 'string' && !session.client.hasKey) await assertNotWithheld(host.env);
  // The run call alone knows an Only Once ID on Wireflow's own side, which outlives this machine.
  const isRun = typeof workflow === 'string' && session.client.hasKey && values['provider'] === undefined;
  if (!isRun || values['fallback'] !== undefined) await assertNotRepeated(host, session, values, runId, isRun ? 'run_workflow' : 'generate_image');
  if (!isRun) return generateImage({ host, printer, operand: undefined, values }, session);
  const call: Call = { host, printer, operand: workflow, values: { ...values, workflow: undefined } };
  return runWorkflow(call, session);
}

function handOn(runner: Runner, outcome: Outcome, masked: readonly string[]): ExitCode {
  const { code } = outcome;
  const problems = [...outcome.problems, ...(outcome.output.images.some(({ url }) => masked.some((secret) => url.includes(secret))) ? [MASKED_LINK] : [])];
  // Known by what `wireflow wait` takes: the id of a provider's job alone leads to no image.
  const output = { ...outcome.output, execution_id: foundBy(outcome.output) };
  const files = output.images.flatMap(({ file }) => (file === null ? [] : [file]));
  const outputs: Readonly<Record<string, string>> = {
    'execution-id': output.execution_id,
    status: output.status,
    'image-url': output.image_url ?? '',
    'image-urls': JSON.stringify(output.images.map(({ url }) => url)),
    'image-files': JSON.stringify(files),
    credits: output.credits === null ? '' : String(output.credits),
    'duration-seconds': output.duration_seconds === null ? '' : String(output.duration_seconds),
    error: output.error ?? '',
    'exit-code': String(code),
  };
  for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
  const ended = endingOf(output, code, outcome.problems);
  runner.summary(summaryOf({ ...outcome, problems, output }, runner.input('prompt'), ended.isInSummary ? ended.sentence : null));
  runner.log(`Execution ${output.execution_id} is ${output.status}.`);
  for (const file of files) runner.log(`Saved ${file}`);
  for (const problem of problems) runner.warning(TITLE, problem);
  if (ended.sentence !== null && code !== EXIT.done) runner.error(TITLE, ended.sentence);
  return code;
}

/** What there is to say beside the facts; null where the facts say it all. The summary holds an error's own words already. */
function endingOf({ execution_id: id, status, error }: Outcome['output'], code: ExitCode, problems: readonly string[]): { readonly sentence: string | null; readonly isInSummary: boolean } {
  const wayOn = isJobAddress(id) ? `Fetch its image soon, with the command line: wireflow wait ${shellWord(id)}` : null;
  if (code === EXIT.runFailed) return { sentence: `The execution ${id} ended as ${status}: ${error ?? 'Wireflow gives no reason.'}`, isInSummary: error === null };
  if (code === EXIT.notFinished && problems.length === 0) return { sentence: `The execution ${id} has not finished in time, and goes on. ${wayOn ?? 'Give it more wait-minutes; a re-run of this workflow goes on with it where it is known by its run-id.'}`, isInSummary: true };
  if (code !== EXIT.done) return { sentence: `The execution ${id} is ${status}, and not all of its images were saved.`, isInSummary: true };
  const goesOn = status === 'queued' || status === 'running';
  return { sentence: goesOn ? `The execution goes on. Its images, with the command line and the key: wireflow wait ${shellWord(id)} --out images` : null, isInSummary: goesOn };
}

function failed(runner: Runner, error: unknown, env: Host['env']): ExitCode {
  if (error instanceof Interrupted) {
    const { stage } = error;
    if (stage.at === 'started') runner.output('execution-id', stage.executionId);
    runner.output('exit-code', String(EXIT.interrupted));
    const said = interruptionSentence(stage);
    runner.warning(TITLE, said);
    runner.summary(summaryWithout(said, 'cancelled'));
    return EXIT.interrupted;
  }
  if (!(error instanceof WireflowError)) throw error;
  const code = codeOfKind(error.kind);
  const sentence = `${inputWords(sentenceOf(error, OPTIONS))}${proxyHint(error.kind, env)}`;
  runner.output('error', sentence);
  runner.output('exit-code', String(code));
  runner.error(TITLE, sentence);
  runner.summary(summaryWithout(sentence, error.kind === 'start_unknown' ? 'may have started' : 'nothing was started'));
  return code;
}

/** Those that are inputs of the Action too. */
const OPTIONS = [...generate.options, ...run.options].filter(({ name }) => INPUT_OF_OPTION[name] !== undefined);

const NO_SECRETS = 'a pull request from a fork or of Dependabot gets no secrets';

/** The command line's words about its options, as words about the Action's inputs. */
function inputWords(sentence: string): string {
  return sentence
    .replace(/use --uncertain-cost start/g, 'set --uncertain-cost to start')
    .replace(/--([a-z]+(?:-[a-z]+)*)/g, (whole, option: string) => (INPUT_OF_OPTION[option] === undefined ? whole : `The input ${INPUT_OF_OPTION[option]}`))
    .replace(/([a-z,:;] )The input /g, '$1the input ')
    .replace(/set WIREFLOW_API_KEY to it/g, `put it into a secret and hand that to the input api-key; ${NO_SECRETS}`)
    .replace(/Set WIREFLOW_API_KEY to one/g, `Hand a key to the input api-key, from a secret (${NO_SECRETS})`)
    .replace(/Set WIREFLOW_WEBHOOK to its webhook URL, or use .*$/, `Give the input workflow or webhook; ${NO_SECRETS}.`)
    .replace(/Set ((?:BFL_API_KEY|DEEPINFRA_API_KEY|REPLICATE_API_TOKEN| or )+) to it/, `Set $1 to it in the env of the step, from a secret; ${NO_SECRETS}`)
    .replace(/, or use - to read it from standard input/g, '')
    .replace(/run the command again/gi, 'run the job again');
}
