/** What Replicate's FLUX models take here (their own schemas) and how their output is shaped. */
export interface ReplicateModel {
  readonly fields: Readonly<Record<string, Rule>>;
  readonly output: 'link' | 'list';
  readonly pixels: number;
}

type Rule = readonly string[] | { readonly least: number; readonly most: number } | 'text' | 'texts' | 'boolean';

const RATIOS = ['1:1', '16:9', '3:2', '2:3', '4:5', '5:4', '9:16', '3:4', '4:3'];
const WIDE_RATIOS = [...RATIOS, '21:9', '9:21'];
const FORMATS = ['webp', 'jpg', 'png'];
const MEGAPIXEL = 1024 * 1024;

const common = { prompt: 'text', seed: { least: -Infinity, most: Infinity }, output_format: FORMATS, output_quality: { least: 0, most: 100 } } as const;
const sides = (most: number) => ({ width: { least: 256, most }, height: { least: 256, most } });
const flux2: ReplicateModel = {
  fields: { ...common, ...sides(2048), input_images: 'texts', aspect_ratio: ['match_input_image', 'custom', ...RATIOS], resolution: ['match_input_image', '0.5 MP', '1 MP', '2 MP', '4 MP'], safety_tolerance: { least: 1, most: 5 } },
  output: 'link',
  pixels: MEGAPIXEL,
};
const flux1: ReplicateModel = {
  fields: { ...common, go_fast: 'boolean', megapixels: ['1', '0.25'], num_outputs: { least: 1, most: 4 }, aspect_ratio: WIDE_RATIOS, num_inference_steps: { least: 1, most: 50 }, disable_safety_checker: 'boolean' },
  output: 'list',
  pixels: MEGAPIXEL,
};
const kontext: ReplicateModel = {
  fields: { prompt: 'text', seed: common.seed, input_image: 'text', output_format: ['jpg', 'png'], aspect_ratio: ['match_input_image', '2:1', '1:2', ...WIDE_RATIOS], safety_tolerance: { least: 0, most: 6 } },
  output: 'link',
  pixels: MEGAPIXEL,
};

export const REPLICATE_MODELS: Readonly<Record<string, ReplicateModel>> = {
  'flux-2-pro': flux2,
  'flux-2-max': flux2,
  'flux-2-dev': { fields: { ...common, ...sides(1440), input_images: 'texts', go_fast: 'boolean', aspect_ratio: ['match_input_image', 'custom', ...RATIOS], disable_safety_checker: 'boolean' }, output: 'link', pixels: MEGAPIXEL },
  'flux-schnell': { ...flux1, fields: { ...flux1.fields, num_inference_steps: { least: 1, most: 4 } } },
  'flux-dev': flux1,
  'flux-1.1-pro-ultra': { fields: { prompt: 'text', seed: common.seed, raw: 'boolean', image_prompt: 'text', image_prompt_strength: { least: 0, most: 1 }, output_format: ['jpg', 'png'], aspect_ratio: WIDE_RATIOS, safety_tolerance: { least: 1, most: 6 } }, output: 'link', pixels: 4 * MEGAPIXEL },
  'flux-kontext-pro': kontext,
  'flux-kontext-max': kontext,
};

/** What is wrong with an input, in the service's words; null when nothing is. Unknown fields are passed over. */
export function inputFault({ fields }: ReplicateModel, input: Record<string, unknown>): string | null {
  if (typeof input['prompt'] !== 'string') return '- input: prompt is required';
  for (const [key, value] of Object.entries(input)) {
    const rule = fields[key];
    if (rule !== undefined && !obeys(rule, value)) return `- input.${key}: ${JSON.stringify(value)} is not allowed`;
  }
  return null;
}

function obeys(rule: Rule, value: unknown): boolean {
  if (rule === 'text') return typeof value === 'string';
  if (rule === 'texts') return Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (rule === 'boolean') return typeof value === 'boolean';
  if ('least' in rule) return typeof value === 'number' && value >= rule.least && value <= rule.most;
  return rule.includes(String(value));
}

/** Sides count only with the ratio "custom", and are rounded. */
export function sidesOf({ fields, pixels }: ReplicateModel, input: Record<string, unknown>): { width: number; height: number } {
  if (input['aspect_ratio'] === 'custom') {
    const multiple = typeof fields['width'] === 'object' && 'most' in fields['width'] && fields['width'].most === 2048 ? 16 : 32;
    const snap = (side: unknown) => Math.round(Number(side ?? 1024) / multiple) * multiple;
    return { width: snap(input['width']), height: snap(input['height']) };
  }
  const [across = 1, down = 1] = String(input['aspect_ratio'] ?? '1:1').split(':').map(Number);
  const shape = across / down || 1;
  const scale = input['megapixels'] === '0.25' ? 0.25 : 1;
  const snap = (side: number) => Math.round(side / 16) * 16;
  return { width: snap(Math.sqrt(pixels * scale * shape)), height: snap(Math.sqrt((pixels * scale) / shape)) };
}
