import { createRequire } from 'node:module';
import app from '../../../index.js';
import { unchanging } from '../../../platforms/zapier/unchanging.js';

/** The part of Zapier's runtime that copies a definition at every call. */
const runtime = createRequire(__filename)('zapier-platform-core/src/tools/schema') as {
  prepareApp(app: object): typeof app;
  serializeApp(app: object): unknown;
  validateApp(app: object): unknown[];
};
type Operation = Readonly<Record<string, unknown>>;
const operations = (of: object) =>
  (['triggers', 'creates', 'searches'] as const).flatMap((kind) => Object.values((of as Record<string, Record<string, { operation: Operation }>>)[kind] ?? {}).map(({ operation }) => operation));

test('Zapier’s runtime hands on every sample and every field of every step instead of copying it', () => {
  const prepared = operations(runtime.prepareApp(app));
  const ours = operations(app);
  expect(ours.length).toBeGreaterThanOrEqual(16);
  for (const [index, { sample, inputFields = [], outputFields = [] }] of ours.entries()) {
    const theirs = prepared[index] as { sample: unknown; inputFields?: unknown[]; outputFields?: unknown[] };
    if (sample !== undefined) expect(theirs.sample).toBe(sample);
    for (const [key, fields] of Object.entries({ inputFields, outputFields })) (fields as unknown[]).forEach((field, at) => expect((theirs as Record<string, unknown[]>)[key]?.[at]).toBe(field));
  }
});

test('the definition that Zapier is given is the same, to the byte, and valid', () => {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  };
  const copied = plain(app) as typeof app;
  expect(Object.prototype.toString.call(operations(copied)[0]?.['sample'])).toBe('[object Object]');
  expect(JSON.stringify(runtime.serializeApp(runtime.prepareApp(app)))).toBe(JSON.stringify(runtime.serializeApp(runtime.prepareApp(copied))));
  expect(runtime.validateApp(runtime.prepareApp(app))).toEqual([]);
});

test('what several steps share stays one object, functions stay as they are, and nothing can be changed', () => {
  const shared = { key: 'a', choices: [{ value: 'x' }] };
  const dynamic = () => [];
  const { one, two } = unchanging({ one: { operation: { fields: [shared, dynamic], perform: dynamic } }, two: { operation: { fields: [shared, { key: 'b', hook: dynamic }] } } });
  expect(one.operation.fields[0]).toBe(two.operation.fields[0]);
  expect([one.operation.fields[1], one.operation.perform]).toEqual([dynamic, dynamic]);
  expect(two.operation.fields[1]).toEqual({ key: 'b', hook: dynamic });
  expect(() => Object.assign(one.operation.fields[0] as object, { key: 'c' })).toThrow(TypeError);
  expect(JSON.stringify(one.operation.fields[0])).toBe(JSON.stringify(shared));
});
