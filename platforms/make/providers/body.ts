import { isObject } from '../../../core/json.js';
import type { ProviderName } from '../../../core/providers/job.js';
import { MODELS, type Model } from '../../../core/providers/models.js';
import type { Json } from '../format/component.js';
import { choose, iml, literal, lookUp, type Expression } from '../iml/expression.js';
import { MARKS, startOf, type Marked } from './adapters.js';
import { SENT } from './fields.js';

/** The provider's name of a model without its owner: what an address ends with. */
export function shortName({ id }: Pick<Model, 'id'>): string {
  return id.split('/').at(-1) ?? id;
}

const WHOLE: Marked = { format: 'png', hasSeed: true, hasImage: true };
const bodyOf = (model: Model, changes: Partial<Marked> = {}): unknown => JSON.parse(String(startOf(model, { ...WHOLE, ...changes }).body ?? '{}'));

/** Each model of the provider once: one model may stand in two tiers. */
function modelsOf(provider: ProviderName): Model[] {
  const all = MODELS.filter((model) => model.provider === provider);
  return all.filter((model, at) => all.findIndex(({ id }) => id === model.id) === at);
}

/** The address of a start; where the models differ, `temp.model` stands. */
export function startAddress(provider: ProviderName): string {
  const addresses = modelsOf(provider).map((model) => startOf(model, WHOLE).url.replace(shortName(model), iml('temp.model')));
  const [address = ''] = addresses;
  if (addresses.some((other) => other !== address)) throw new Error(`The models of ${provider} differ in more than their name`);
  return address;
}

/** The headers of a start as the adapter sends them, with the connection's key. */
export function headersOf(headers: Readonly<Record<string, string>>, key: Expression): Record<string, string> {
  const { 'content-type': _ofTheBody, ...own } = headers;
  return Object.fromEntries(Object.entries(own).map(([name, value]) => [name, value.replace(MARKS.key, iml(key))]));
}

export const startHeaders = (provider: ProviderName, key: Expression): Record<string, string> => headersOf(startOf(modelsOf(provider)[0] as Model, WHOLE).headers, key);

/** The body of a start for whichever model `temp.model` names: what a model does not take is left out. */
export function startBody(provider: ProviderName): Json {
  return merged(modelsOf(provider).map((model) => ({ model, whole: bodyOf(model), asJpeg: bodyOf(model, { format: 'jpeg' }), seedless: bodyOf(model, { hasSeed: false }), imageless: bodyOf(model, { hasImage: false }) })));
}

interface Variants {
  readonly model: Model;
  readonly whole: unknown;
  readonly asJpeg: unknown;
  readonly seedless: unknown;
  readonly imageless: unknown;
}

function merged(variants: readonly Variants[]): Json {
  const keys = [...new Set(variants.flatMap(({ whole }) => Object.keys(isObject(whole) ? whole : {})))];
  const inside = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);
  return Object.fromEntries(
    keys.map((key): [string, Json] => {
      const parts = variants.map(({ model, whole, asJpeg, seedless, imageless }) => ({ model, whole: inside(whole, key), asJpeg: inside(asJpeg, key), seedless: inside(seedless, key), imageless: inside(imageless, key) }));
      if (parts.every(({ whole }) => isObject(whole))) return [key, merged(parts)];
      const byModel = parts.map(({ model, ...part }): [string, Expression] => [shortName(model), expressionOf(part)]);
      const [first = ['', 'undefined']] = byModel;
      const value = byModel.every(([, expression]) => expression === first[1]) ? first[1] : lookUp('temp.model', byModel.filter(([, expression]) => expression !== 'undefined'));
      return [key, iml(value)];
    }),
  );
}

function expressionOf({ whole, asJpeg, seedless, imageless }: Omit<Variants, 'model'>): Expression {
  if (whole === undefined) return 'undefined';
  // What is left out with the seed or the image is one of them: these are undefined where they are not filled in.
  const isOptional = seedless === undefined || imageless === undefined;
  if (isOptional !== IS_OPTIONAL.has(leaf(whole))) throw new Error(`Say how ${JSON.stringify(whole)} is left out`);
  if (JSON.stringify(whole) === JSON.stringify(asJpeg)) return leaf(whole);
  return whole === 'png' && asJpeg === 'jpeg' ? 'temp.format' : choose(`temp.format = ${literal('jpeg')}`, leaf(asJpeg), leaf(whole));
}

const LEAVES: ReadonlyMap<unknown, Expression> = new Map<unknown, Expression>([
  [MARKS.prompt, SENT.prompt], [MARKS.ratio, 'temp.ratio'], [MARKS.level, 'temp.level'], [MARKS.image, SENT.image],
  [MARKS.width, 'temp.width'], [MARKS.height, 'temp.height'], [MARKS.seed, SENT.seed],
]); // prettier-ignore
const IS_OPTIONAL: ReadonlySet<Expression> = new Set([SENT.seed, SENT.image, SENT.images]);

function leaf(value: unknown): Expression {
  const known = LEAVES.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value) && value.length === 1 && value[0] === MARKS.image) return SENT.images;
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`There is no expression for ${JSON.stringify(value)}`);
}
