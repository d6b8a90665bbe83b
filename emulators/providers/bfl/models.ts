/** What Black Forest Labs' models take and cost here (its OpenAPI document and price page, October 2026). */
export interface BflModel {
  readonly kind: 'flux-2' | 'flux-1' | 'flux-3' | 'ultra' | 'kontext';
  /** In credits (cents): for the first megapixel, each further one, each of the input; or one price. */
  readonly price: readonly [first: number, further: number, input: number] | number | Readonly<Record<string, number>>;
  readonly active: number;
}

const FLUX_3: Readonly<Record<string, number>> = { '768sq': 4.1, '1k': 4.8, '1.5k': 7, '2k': 10, '4k': 60.7 };

export const BFL_MODELS: Readonly<Record<string, BflModel>> = {
  'flux-2-pro': { kind: 'flux-2', price: [3, 1.5, 1.5], active: 24 },
  'flux-2-pro-preview': { kind: 'flux-2', price: [3, 1.5, 1.5], active: 24 },
  'flux-2-max': { kind: 'flux-2', price: [7, 3, 3], active: 24 },
  'flux-2-flex': { kind: 'flux-2', price: [5, 5, 5], active: 24 },
  'flux-2-klein-4b': { kind: 'flux-2', price: [1.4, 0.1, 0.1], active: 24 },
  'flux-2-klein-9b': { kind: 'flux-2', price: [1.5, 0.2, 0.2], active: 24 },
  'flux-dev': { kind: 'flux-1', price: 2.5, active: 24 },
  'flux-pro-1.1': { kind: 'flux-1', price: 4, active: 24 },
  'flux-pro-1.1-ultra': { kind: 'ultra', price: 6, active: 24 },
  'flux-kontext-pro': { kind: 'kontext', price: 4, active: 24 },
  'flux-kontext-max': { kind: 'kontext', price: 8, active: 6 },
  'flux-3-image': { kind: 'flux-3', price: FLUX_3, active: 24 },
};

export interface Order {
  readonly prompt: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly askedMegapixels: number;
  readonly inputMegapixels: number;
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly cost: number;
}

export interface Fault422 {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly input?: unknown;
}

const MEGAPIXEL = 1024 * 1024;
const RATIO_PIXELS = { ultra: 4 * MEGAPIXEL, kontext: MEGAPIXEL, 'flux-3': MEGAPIXEL } as const;
const FLUX_3_PIXELS: Readonly<Record<string, number>> = { '768sq': 768 * 768, '1k': MEGAPIXEL, '1.5k': 2_337_280, '2k': 4 * MEGAPIXEL, '4k': 16 * MEGAPIXEL };
const FLUX_3_FIELDS = new Set(['prompt', 'images', 'aspect_ratio', 'resolution', 'safety_tolerance', 'grounding', 'version']);

/** Reads an order, or says what is wrong with it as the service does: the input is echoed, pictures included. */
export function readOrder({ kind, price }: BflModel, body: Record<string, unknown>, dice: () => number): Order | Fault422[] {
  const faults = [...commonFaults(kind, body), ...(kind === 'flux-3' ? unknownFields(body) : []), ...sideFaults(kind, body), ...imageFaults(body)];
  if (faults.length > 0) return faults;
  const images = kind === 'flux-3' ? [body['images'] ?? []].flat().length : Object.keys(body).filter((key) => /^(input_image|image_prompt)/.test(key)).length;
  const asked = askedSides(kind, body);
  const made = { width: snap(asked.width, kind), height: snap(asked.height, kind) };
  // Guess: every input image has a megapixel; the emulator does not open them.
  const inputMegapixels = images;
  const askedMegapixels = Math.round((asked.width * asked.height * 100) / MEGAPIXEL) / 100;
  return {
    prompt: String(body['prompt'] ?? ''),
    seed: typeof body['seed'] === 'number' ? body['seed'] : Math.floor(dice() * 2 ** 32),
    ...made,
    askedMegapixels,
    inputMegapixels,
    format: kind === 'flux-3' ? 'png' : formatOf(body['output_format'], kind),
    cost: costOf(price, asked.width * asked.height, inputMegapixels, String(body['resolution'] ?? '1k')),
  };
}

function costOf(price: BflModel['price'], pixels: number, inputs: number, level: string): number {
  if (typeof price === 'number') return price;
  if ('length' in price) return price[0] + (Math.max(1, Math.ceil(pixels / MEGAPIXEL)) - 1) * price[1] + inputs * price[2];
  return price[level] ?? 0;
}

function askedSides(kind: BflModel['kind'], body: Record<string, unknown>): { width: number; height: number } {
  if (kind === 'flux-2') return { width: Number(body['width'] ?? 1024), height: Number(body['height'] ?? 1024) };
  if (kind === 'flux-1') return { width: Number(body['width'] ?? 1024), height: Number(body['height'] ?? 768) };
  const pixels = kind === 'flux-3' ? (FLUX_3_PIXELS[String(body['resolution'] ?? '1k')] ?? MEGAPIXEL) : RATIO_PIXELS[kind];
  const [across = 1, down = 1] = String(body['aspect_ratio'] ?? (kind === 'ultra' ? '16:9' : '1:1')).split(':').map(Number);
  const shape = across / down || 1;
  return { width: Math.floor(Math.sqrt(pixels * shape)), height: Math.floor(Math.sqrt(pixels / shape)) };
}

function snap(side: number, kind: BflModel['kind']): number {
  const multiple = kind === 'flux-1' ? 32 : 16;
  return Math.floor(side / multiple) * multiple;
}

function formatOf(value: unknown, kind: BflModel['kind']): Order['format'] {
  return value === 'png' || value === 'webp' || value === 'jpeg' ? value : kind === 'kontext' ? 'png' : 'jpeg';
}

function commonFaults(kind: BflModel['kind'], body: Record<string, unknown>): Fault422[] {
  const faults: Fault422[] = [];
  if (typeof body['prompt'] !== 'string') faults.push({ loc: ['body', 'prompt'], msg: 'Field required', type: 'missing', input: body });
  const format = body['output_format'];
  if (format !== undefined && kind !== 'flux-3' && !['jpeg', 'png', 'webp'].includes(String(format))) faults.push({ loc: ['body', 'output_format'], msg: "Input should be 'jpeg', 'png' or 'webp'", type: 'enum', input: format });
  const { seed } = body;
  if (seed !== undefined && seed !== null && !Number.isInteger(seed)) faults.push({ loc: ['body', 'seed'], msg: 'Input should be a valid integer', type: 'int_parsing', input: seed });
  return faults;
}

function unknownFields(body: Record<string, unknown>): Fault422[] {
  return Object.keys(body)
    .filter((key) => !FLUX_3_FIELDS.has(key))
    .map((key) => ({ loc: ['body', key], msg: 'Extra inputs are not permitted', type: 'extra_forbidden', input: body[key] }));
}

function sideFaults(kind: BflModel['kind'], body: Record<string, unknown>): Fault422[] {
  if (kind !== 'flux-2' && kind !== 'flux-1') return [];
  const [least, most, multiple] = kind === 'flux-2' ? [64, Infinity, 1] : [256, 1440, 32];
  const faults = ['width', 'height'].flatMap((key): Fault422[] => {
    const side = body[key];
    if (side === undefined || side === null) return [];
    if (typeof side === 'number' && Number.isInteger(side) && side >= least && side <= most && side % multiple === 0) return [];
    return [{ loc: ['body', key], msg: `Input should be between ${least} and ${most}, and a multiple of ${multiple}`, type: 'value_error', input: side }];
  });
  if (faults.length === 0 && kind === 'flux-2' && Number(body['width'] ?? 1024) * Number(body['height'] ?? 1024) > 4 * MEGAPIXEL) {
    return [{ loc: ['body'], msg: 'The image may have at most 4 megapixels', type: 'value_error', input: body }];
  }
  return faults;
}

/** Base64 is taken bare: with the head of a data: address it is refused (black-forest-labs/flux#498). */
function imageFaults(body: Record<string, unknown>): Fault422[] {
  return Object.entries(body)
    .filter(([key, value]) => /^(input_image|image_prompt|images)/.test(key) && [value].flat().some((image) => /^data:/.test(String(image))))
    .map(([key, value]) => ({ loc: ['body', key], msg: 'Invalid base64 image', type: 'value_error', input: value }));
}
