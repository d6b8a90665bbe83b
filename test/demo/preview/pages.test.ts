import { moduleFields, valuesOf } from '../../../demo/preview/make/fields.js';
import { bundleLines, moduleGroups } from '../../../demo/preview/make/modules.js';
import { isShown, nodeDescriptions } from '../../../demo/preview/n8n/description.js';
import { markdown } from '../../../demo/preview/pages/form.js';
import type { Scenario } from '../../../demo/preview/make/scenario.js';
import { DEFAULTS, readSettings, SWITCHES } from '../../../demo/preview/settings.js';
import { CHECKS, remarksOn } from '../../../demo/preview/zap/checks.js';
import { differences, outputLines } from '../../../demo/preview/zap/output.js';
import { inputDataOf } from '../../../demo/preview/zap/run.js';
import { remarksPart } from '../../../demo/preview/zap/page.js';
import { allSteps } from '../../../demo/preview/zap/steps.js';

test('the Zap’s output is listed by its fields, line items flattened, what no field names last', () => {
  const fields = [{ key: 'id', label: 'ID' }, { key: 'images[]url', label: 'Image URLs' }, { key: 'file', label: 'File', type: 'file' }, { key: 'gone', label: 'Gone' }];
  const lines = outputLines(fields, { id: 'a', images: [{ url: 'x' }, { url: 'y' }], file: 'hydrate|||{}|||hydrate', gone: null, extra: { a: 1 } });
  expect(lines.map(({ label, values, isFile, isNamed }) => [label, values, isFile, isNamed])).toEqual([
    ['ID', ['a'], false, true],
    ['Image URLs', ['x', 'y'], false, true],
    ['File', ['hydrate|||{}|||hydrate'], true, true],
    ['extra', ['{"a":1}'], false, false],
  ]);
});

test('what differs from the sample is said', () => {
  expect(differences({ id: 1, old: 1 }, { id: 2, fresh: null })).toEqual(['old stands in the sample alone', 'fresh is missing from the sample']);
  expect(differences(null, { id: 2 })).toEqual([]);
});

test('every sample of the Zap is named by output fields alone', () => {
  for (const { sample, outputFields } of allSteps().filter((step) => step.outputFields.length > 0)) {
    expect(outputLines(outputFields, sample as Record<string, unknown>).filter(({ isNamed }) => !isNamed)).toEqual([]);
  }
});

test('every sample of Make is named by its interface alone', () => {
  for (const module of moduleGroups().flatMap(({ modules }) => modules)) {
    expect(bundleLines(module.interface, module.samples as Record<string, unknown>).filter(({ isNamed }) => !isNamed)).toEqual([]);
  }
});

test('what stands in a field of Make at first is handed over as it was meant', async () => {
  const scenario = { rpc: () => Promise.resolve({ value: [] }) } as unknown as Scenario;
  for (const module of moduleGroups().flatMap(({ modules }) => modules)) {
    const { groups, specs } = await moduleFields(scenario, module, {});
    const shown = groups.flatMap(({ fields }) => fields).flatMap(({ key, default: text }) => (text === null ? [] : [[`field.${key}`, text]]));
    const meant = specs.filter(({ type, default: value }) => (type === 'array' || type === 'collection') && value !== undefined);
    expect(valuesOf(Object.fromEntries(shown), specs)).toMatchObject(Object.fromEntries(meant.map(({ name, default: value }) => [name, value])));
  }
});

test('a form is handed over as the editor does it', () => {
  const form = { 'field.prompt': 'a\r\nb', 'field.size': 'square', 'custom.size': 'mine', 'field.empty': '', 'field.more': 'one: 1\n two : b: c \n\nthree', mode: 'live' };
  expect(inputDataOf(form, [{ key: 'more', dict: true }])).toEqual({ prompt: 'a\nb', size: 'mine', more: { one: '1', two: 'b: c', three: '' } });
});

test('switches take their own choices only', () => {
  expect(readSettings({ profile: 'docs', speed: '60', plan: 'gold', key: 'toString' }, DEFAULTS)).toEqual({ ...DEFAULTS, profile: 'docs', speed: 60 });
  for (const [name, value] of Object.entries(DEFAULTS)) expect(Object.keys(SWITCHES[name as keyof typeof DEFAULTS].choices)).toContain(String(value));
});

test('help texts are Markdown, whose links open beside the form', () => {
  expect(String(markdown('A **bold** [link](https://example.com) and `code`'))).toBe('A <strong>bold</strong> <a target="_blank" rel="noopener" href="https://example.com">link</a> and <code>code</code>');
});

test('n8n’s nodes are described without an n8n', async () => {
  const nodes = await nodeDescriptions();
  expect(nodes.map(({ name }) => name)).toEqual(['wireflow', 'wireflowTrigger']);
  const shown = nodes[0]?.properties.filter((property) => isShown(property, { resource: 'image', operation: 'generate' })) ?? [];
  expect(shown.map(({ name }) => name)).toEqual(expect.arrayContaining(['resource', 'operation', 'prompt']));
  expect(shown.filter(({ name }) => name === 'operation')).toHaveLength(1);
});

test('Zapier’s checks are asked of each step, and say what they would change', async () => {
  expect(CHECKS).toBeGreaterThan(40);
  expect(await remarksOn('creates.generate_image')).toEqual([]);
  expect(String(await remarksPart([]))).toContain(`None of ${CHECKS} checks`);
  const remark = { id: 'D011', says: 'Help adds something.', where: 'creates.x.inputFields.y', what: '<Help> repeats the label.', instead: 'Leave it out.' };
  expect(String(await remarksPart([remark]))).toMatch(/<b>D011<\/b> creates\.x\.inputFields\.y: &lt;Help&gt; repeats the label\. Leave it out\./);
});
