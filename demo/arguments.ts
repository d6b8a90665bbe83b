import { parseArgs } from 'node:util';

const DEFAULT_PROMPT = 'A paper boat on a calm lake at sunrise, soft pastel colours';

export interface DemoArguments {
  readonly prompt: string;
  readonly size: string | undefined;
  /** Another maker of the image than Wireflow: a provider's name, or "cheapest". */
  readonly provider: string | undefined;
}

/** `--prompt` and `--size`, as every demo takes them, and `--provider` for the one that can go elsewhere. */
export function readArguments(): DemoArguments {
  const { values } = parseArgs({ options: { prompt: { type: 'string' }, size: { type: 'string' }, provider: { type: 'string' } } });
  return { prompt: values.prompt ?? DEFAULT_PROMPT, size: values.size, provider: values.provider };
}
