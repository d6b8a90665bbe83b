import { parseArgs } from 'node:util';
import { IMAGE_SIZES } from '../core/model/image_sizes.js';
import { behindDashes, keptByNpm } from '../emulators/wireflow/kept_by_npm.js';

const DEFAULT_PROMPT = 'A paper boat on a calm lake at sunrise, soft pastel colours';
const EXAMPLE = '--prompt "A red kite" --size story';
const OPTIONS = { prompt: { type: 'string' }, size: { type: 'string' }, provider: { type: 'string' }, help: { type: 'boolean' } } as const;

export const HELP = `Makes one image, from the prompt to a file under out/.

  npm start -- [--prompt TEXT] [--size SIZE] [--provider NAME]

  --prompt TEXT     what the image shows
  --size SIZE       ${IMAGE_SIZES.map(({ key }) => key).join(', ')};
                    or a ratio (16:9), or sides (1280x720)
  --provider NAME   bfl, deepinfra, replicate or cheapest: the image without Wireflow
  --help            this text

Without anything set, a local emulator stands in for Wireflow, and nothing costs anything.
  WIREFLOW_WEBHOOK   a workflow's webhook URL: uses Wireflow itself, and spends credits
  WIREFLOW_API_KEY   beside it, to wait for the image and fetch it
  WIREFLOW_BASE_URL  another address of Wireflow's API, for both of them`;

export interface DemoArguments {
  readonly prompt: string;
  readonly size: string | undefined;
  /** Another maker of the image than Wireflow: a provider's name, or "cheapest". */
  readonly provider: string | undefined;
  readonly wantsHelp: boolean;
}

/**
 * `--prompt` and `--size`, as every demo takes them, and `--provider` for the one that can go elsewhere.
 *
 * @param environment npm keeps options that come before `--` to itself, and names them here
 * @throws Error in one sentence for an option that there is not, or that npm has kept
 */
export function readArguments(given: readonly string[] = process.argv.slice(2), environment: NodeJS.ProcessEnv = process.env): DemoArguments {
  const { values, positionals } = parse(given);
  const command = environment['npm_lifecycle_event'] === 'demo:make' ? 'npm run demo:make' : 'npm start';
  const kept = keptByNpm(command, Object.keys(OPTIONS).filter((name) => name !== 'help'), EXAMPLE, environment);
  if (kept !== null) throw new Error(kept);
  if (positionals.length > 0) throw new Error(`“${positionals[0]}” belongs to no option: ${behindDashes(command, EXAMPLE)}`);
  return { prompt: values.prompt ?? DEFAULT_PROMPT, size: values.size, provider: values.provider, wantsHelp: values.help === true };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options: OPTIONS, allowPositionals: true });
  } catch {
    const known = given.find((word) => word.startsWith('--') && Object.hasOwn(OPTIONS, word.slice(2).split('=')[0] ?? ''));
    throw new Error(known === undefined ? `There is no option ${given.find((word) => word.startsWith('-')) ?? ''}; npm start -- --help names them.` : `${known} needs a value; npm start -- --help shows how.`);
  }
}
