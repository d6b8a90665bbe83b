import { parseArgs } from 'node:util';

const DEFAULT_PROMPT = 'A paper boat on a calm lake at sunrise, soft pastel colours';

/** `--prompt` and `--size`, as every demo takes them. */
export function readArguments(): { readonly prompt: string; readonly size: string | undefined } {
  const { values } = parseArgs({ options: { prompt: { type: 'string' }, size: { type: 'string' } } });
  return { prompt: values.prompt ?? DEFAULT_PROMPT, size: values.size };
}
