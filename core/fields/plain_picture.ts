import { isObject, text, type JsonObject } from '../json.js';
import { readSize } from '../model/image_sizes.js';
import { plainDigits } from '../model/plain_digits.js';
import { isEmpty, withoutUnseenEnds } from '../model/unseen.js';

/** A picture that a prompt alone describes. */
export interface PlainPicture {
  readonly prompt: string;
  /** By purpose, or as sides. */
  readonly size: string;
  readonly seed: number | null;
}

/** What Generate Image asks for, where that is a prompt with a size, a style and a seed; null where it is more. */
export function plainPicture(values: JsonObject): PlainPicture | null {
  const pairs = values['more_inputs'];
  if (!isEmpty(values['image_url']) || (isObject(pairs) && Object.keys(pairs).length > 0)) return null;
  const prompt = text(values['prompt']);
  if (prompt === null) return null;
  const style = text(values['style']);
  const [seed, ...sides] = [values['seed'], values['width'], values['height']].map(wholeNumberIn);
  const size = readSize(text(values['size']) ?? '');
  const bySize = size === null ? 'square' : 'preset' in size ? size.preset.key : `${size.width}x${size.height}`;
  return { prompt: style === null ? prompt : `${prompt}\n\nStyle: ${style}`, size: sides.every((side) => side !== null) ? sides.join('x') : bySize, seed: seed ?? null };
}

/** As the fields' own checks have read it (`value_schemas.ts`). */
function wholeNumberIn(value: unknown): number | null {
  const typed = Number(plainDigits(withoutUnseenEnds(text(value) ?? 'none')));
  return Number.isInteger(typed) ? typed : null;
}

/** What Run Workflow asks for, where only one of the workflow's own inputs is filled in, with a text; null otherwise. */
export function onlyPrompt(values: JsonObject, isOwnInput: (key: string) => boolean): PlainPicture | null {
  const filled = Object.entries(values).filter(([key, value]) => isOwnInput(key) && !isEmpty(value));
  const [, prompt] = filled[0] ?? [];
  const isText = typeof prompt === 'string' && !/^https?:\/\//i.test(prompt.trim()) && Number.isNaN(Number(prompt));
  const isPlain = filled.length === 1 && isText && isEmpty(values['nodes']) && isEmpty(values['target_node']);
  return isPlain ? { prompt, size: 'square', seed: null } : null;
}
