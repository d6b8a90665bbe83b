import app from '../../index.js';
import { EXECUTION_FIELDS, type OutputField } from '../../core/output.js';
import { EXECUTION_STATUSES } from '../../core/execution.js';

type Step = { key: string; operation: { inputFields?: { key: string }[]; outputFields?: { key: string }[]; sample: Record<string, unknown> } };
const steps = (group: object) => Object.values(group) as unknown as Step[];
const visible = [app.triggers.execution_completed, ...steps(app.creates ?? {}), ...steps(app.searches ?? {})] as unknown as Step[];

test('the keys that other programs call stay as they are', () => {
  expect(app.authentication).toMatchObject({ type: 'custom', fields: [{ key: 'api_key', required: false }] });
  expect(Object.keys(app.triggers ?? {}).sort()).toEqual(['execution_completed', 'webhooks', 'workflows']);
  expect(Object.keys(app.creates ?? {})).toEqual(['generate_image']);
  expect(Object.keys(app.searches ?? {})).toEqual(['find_execution']);
  const fields = Object.fromEntries(visible.map(({ key, operation }) => [key, operation.inputFields?.map((field) => field.key)]));
  expect(fields).toEqual({
    execution_completed: ['workflow'],
    generate_image: ['webhook', 'prompt', 'size', 'style', 'image_url', 'width', 'height', 'seed', 'more_inputs'],
    find_execution: ['execution_id'],
  });
});

test.each(visible.map((step) => [step.key, step] as const))('%s: sample, output fields and the core agree', (_key, { operation }) => {
  const promised = EXECUTION_FIELDS.map(({ key }) => key).sort();
  expect(Object.keys(operation.sample).sort()).toEqual(promised);
  const declared = (operation.outputFields ?? []).map(({ key }) => key);
  expect([...new Set(declared.map((key) => key.split('[]')[0]))].sort()).toEqual(promised);
  expect(EXECUTION_STATUSES).toContain(operation.sample['status']);
  const images = operation.sample['images'] as Record<string, unknown>[];
  const items = EXECUTION_FIELDS.find(({ key }) => key === 'images')?.items as OutputField[];
  for (const image of images) expect(Object.keys(image).sort()).toEqual(items.map(({ key }) => key).sort());
});

test('nothing that Zapier cleans away by itself changes what we send', () => {
  expect(app.flags).toEqual({ cleanInputData: false });
});
