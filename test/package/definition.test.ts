import { EXECUTION_STATUSES } from '../../core/model/execution.js';
import { EXECUTION_FIELDS } from '../../core/outputs/execution_output.js';
import { FLUX_OUTPUT_FIELDS } from '../../core/outputs/flux_output.js';
import { RUN_FIELDS } from '../../core/outputs/run_output.js';
import type { OutputField } from '../../core/outputs/output_field.js';
import app from '../../index.js';

type Step = { key: string; operation: { inputFields?: { key: string }[]; outputFields?: { key: string }[]; sample: Record<string, unknown> } };
const steps = (group: object) => Object.values(group) as unknown as Step[];
/** A field that follows the connection is a function, whose name says which it is. */
const BY_FUNCTION: Readonly<Record<string, string>> = { referenceImageField: 'image_url' };
const keysOf = ({ operation }: Step) => operation.inputFields?.map((field) => field.key ?? BY_FUNCTION[(field as { name?: string }).name ?? '']).filter((key) => key !== undefined);
const START = ['wait', 'run_id', 'max_credits', 'test_mode', 'after_failure', 'uncertain_cost'];

test('the keys that other programs call stay as they are', () => {
  expect(app.authentication).toMatchObject({ type: 'custom', fields: [{ key: 'api_key', required: false }, { key: 'bfl_key', required: false }, { key: 'deepinfra_key', required: false }, { key: 'replicate_key', required: false }] });
  const inputs = (group: object) => Object.fromEntries(steps(group).map((step) => [step.key, keysOf(step)]));
  expect(inputs(app.triggers ?? {})).toEqual({
    execution_completed: ['workflow'],
    new_image: ['workflow'],
    execution_failed: ['workflow'],
    low_credit_balance: ['limit'],
    webhooks: undefined,
    workflows: undefined,
  });
  expect(inputs(app.creates ?? {})).toEqual({
    generate_image: ['webhook', 'prompt', 'size', 'style', 'image_url', 'width', 'height', 'seed', 'more_inputs', ...START, 'reuse', 'fallback'],
    generate_images: ['webhook', 'prompts', 'prompt_lines', 'size', 'style', 'image_url', 'width', 'height', 'seed', 'more_inputs', 'wait', 'run_id', 'max_credits', 'test_mode', 'uncertain_cost'],
    run_workflow: ['workflow', ...START, 'reuse', 'fallback', 'nodes', 'target_node'],
    generate_flux_image: ['provider', 'tier', 'prompt', 'size', 'megapixels', 'count', 'input_image', 'wait', 'seed', 'format', 'run_id', 'after_failure', 'reuse', 'max_usd', 'test_mode'],
  });
  expect(inputs(app.searches ?? {})).toEqual({
    find_execution: ['execution_id', 'wait', 'longest_wait'],
    find_workflow: ['name'],
    credit_balance: ['minimum_credits'],
    estimate_cost: ['workflow'],
    compare_prices: ['tier', 'size', 'megapixels', 'count'],
    find_flux_job: ['job'],
  });
});

const withExecutions = [...steps(app.triggers ?? {}), ...steps(app.creates ?? {}), ...steps(app.searches ?? {})].filter(({ operation }) => 'image_count' in operation.sample && !('outcomes' in operation.sample));

test.each(withExecutions.map((step) => [step.key, step] as const))('%s: sample, output fields and the core agree', (_key, { operation }) => {
  const isFlux = 'job_id' in operation.sample;
  const promised = (isFlux ? FLUX_OUTPUT_FIELDS : RUN_FIELDS).map(({ key }) => key).sort();
  expect(promised).toEqual(expect.arrayContaining(EXECUTION_FIELDS.map(({ key }) => key)));
  expect(Object.keys(operation.sample).sort()).toEqual(promised);
  const declared = (operation.outputFields ?? []).map(({ key }) => key);
  expect([...new Set(declared.map((key) => key.split('[]')[0]))].sort()).toEqual(promised);
  expect(EXECUTION_STATUSES).toContain(operation.sample['status']);
  const items = EXECUTION_FIELDS.find(({ key }) => key === 'images')?.items as OutputField[];
  for (const image of operation.sample['images'] as Record<string, unknown>[]) {
    expect(Object.keys(image).sort()).toEqual(items.map(({ key }) => key).sort());
  }
});

test('steps that start a run are spread by Zapier below the service’s limit, together', () => {
  const onWireflow = steps(app.creates ?? {}).filter(({ key }) => key === 'generate_image' || key === 'run_workflow');
  const throttles = onWireflow.map(({ operation }) => (operation as { throttle?: unknown }).throttle);
  expect(new Set(throttles.map((throttle) => JSON.stringify(throttle)))).toEqual(
    new Set([JSON.stringify({ window: 60, limit: 10, key: 'start_run', scope: ['auth'] })]),
  );
});

test('nothing that Zapier cleans away by itself changes what we send', () => {
  expect(app.flags).toEqual({ cleanInputData: false });
});
