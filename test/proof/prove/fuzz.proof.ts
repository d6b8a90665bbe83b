import fc from 'fast-check';
import { WireflowError } from '../../../core/model/errors.js';
import type { Reply } from '../../../core/api/readers/index.js';
import { fuzzAll, PURE } from '../../../proof/prove/fuzz/part.js';
import { readerHolds } from '../../../proof/prove/fuzz/readers.js';
import { typedInMake, typedInZapier } from '../../../proof/prove/fuzz/typed.js';
import { startWorld, type Run, type World } from '../../../proof/prove/world.js';

/** `npm run prove` draws 10,000 of each. */
const CASES = Number(process.env['FUZZ_RUNS'] ?? 100);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20260320);

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

const failuresOf = async (properties: readonly unknown[], cases: number) => (await fuzzAll(properties, cases, SEED)).flatMap(({ name, failure }) => (failure === null ? [] : [{ name, failure }]));

test.each(PURE)(`$name, ${CASES} cases from seed ${SEED}`, async (property) => {
  const [{ cases, failure } = { cases: 0, failure: 'not drawn' }] = await fuzzAll([property], CASES, SEED);
  expect({ cases, failure }).toEqual({ cases: CASES, failure: null });
});

test(`what is typed arrives, on both platforms, from seed ${SEED}`, async () => {
  const [zapier, make] = [typedInZapier(world), typedInMake(world)];
  expect(await failuresOf([zapier.prompts, zapier.texts, make.prompts, make.texts], 20)).toEqual([]);
}, 30_000);

describe('the proof sees', () => {
  const changing = (change: (inputData: Record<string, unknown>) => Record<string, unknown>): World => ({
    ...world,
    connection: (key): Run => (method, inputData = {}, meta = {}) => world.connection(key)(method, change(inputData), meta),
  });
  const text = (value: unknown, change: (text: string) => string) => (typeof value === 'string' ? change(value) : value);

  test.each<[string, (typed: string) => string]>([
    ['braces that are filled in', (typed) => typed.replaceAll('{{', '')],
    ['line ends that are made alike', (typed) => typed.replaceAll('\r\n', '\n')],
  ])('%s', async (_what, change) => {
    const platform = changing(({ prompt, ...rest }) => ({ prompt: text(prompt, change), ...rest }));
    expect(await failuresOf([typedInZapier(platform).prompts], 400)).toHaveLength(1);
  }, 30_000);

  test('a text that comes to the wrong node', async () => {
    const platform = changing(({ workflow, ...texts }) => ({ workflow, ...Object.fromEntries(Object.keys(texts).map((key, index, keys) => [key, texts[keys.at(index - 1) as string]])) }));
    expect(await failuresOf([typedInZapier(platform).texts], 50)).toHaveLength(1);
  });

  test.each<[string, (reply: Reply) => unknown]>([
    ['a reader that stumbles', ({ body }) => (body as { status: string }).status.toUpperCase()],
    ['a sentence with words of programs in it', () => {
      throw new WireflowError({ kind: 'unreadable', problem: 'Wireflow says undefined.', nextStep: 'Try again.' });
    }],
    ['a number that JSON can not carry', () => ({ credits: Infinity })],
  ])('%s', async (what, reader) => {
    expect(await failuresOf([readerHolds(what, reader)], 200)).toHaveLength(1);
  });

  test('the smallest case that fails, and from which seed', async () => {
    const [{ failure, seed } = { failure: null, seed: 0 }] = await fuzzAll([{ name: 'small', property: fc.property(fc.nat(), (number) => number < 10) }], 200, SEED);
    expect([failure, seed]).toEqual([expect.stringMatching(/^\[10\]: /), SEED]);
  });
});
