import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WORKFLOW_OUTPUT_FIELDS } from '../../../core/outputs/account_output.js';
import { PROMPT_FIELDS } from '../../../core/fields/prompt_fields.js';
import { EXECUTION_FIELDS } from '../../../core/outputs/execution_output.js';
import { appFiles } from '../../../platforms/make/app_files.js';
import { NOT_IN_IML } from '../../../platforms/make/fields/execution_output.js';
import { makeLabel, sentenceCase } from '../../../platforms/make/words.js';

/** A file of a fresh emission, read. */
function emitted<T>(path: string): T {
  const text = appFiles().get(path);
  if (text === undefined) throw new Error(`The emitter writes no ${path}`);
  return JSON.parse(text) as T;
}

const FOLDER = join('platforms', 'make', 'app');

const committed = () =>
  new Map(
    readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(FOLDER, path)).isFile())
      .map((path): [string, string] => [path.replaceAll('\\', '/'), readFileSync(join(FOLDER, path), 'utf8')]),
  );

interface Item {
  readonly name: string;
  readonly label: string;
}

describe('the emitted app', () => {
  test('is what a fresh run of the emitter writes, byte for byte (npm run make:emit)', () => {
    const [there, fresh] = [committed(), appFiles()];
    expect([...there.keys()].sort()).toEqual([...fresh.keys()].sort());
    for (const [path, text] of fresh) expect(`${path}\n${there.get(path)}`).toBe(`${path}\n${text}`);
  });

  test('comes out the same every time', () => {
    expect([...appFiles()]).toEqual([...appFiles()]);
  });

  test('is written as Make’s editor writes it: JSON with four spaces and a last line break', () => {
    for (const [path, text] of appFiles()) if (path.endsWith('.json')) expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 4)}\n`);
  });

  test('has every module that is promised, with its kind and its connection', () => {
    const { components } = emitted<{ components: { module: Record<string, { label: string; moduleType: string; connection: string | null }> } }>('makecomapp.json');
    expect(Object.values(components.module).map(({ label, moduleType, connection }) => `${label} (${moduleType}, ${connection ?? 'no key'})`)).toEqual([
      'Watch executions (trigger, apiKey)',
      'Search workflows (search, apiKey)',
      'Estimate an execution (action, apiKey)',
      'Generate an image (action, webhook)',
      'Run a workflow (action, apiKey)',
      'Get an execution (action, apiKey)',
      'Wait for an execution (action, apiKey)',
      'Download an image (action, apiKey)',
      'Upload an image (action, apiKey)',
      'Get an image from Black Forest Labs (action, bfl)',
      'Get an image from Replicate (action, replicate)',
      'Generate an image with Black Forest Labs (action, bfl)',
      'Generate an image with DeepInfra (action, deepinfra)',
      'Generate an image with Replicate (action, replicate)',
      'Get the credit balance (action, apiKey)',
      'Make an API call (universal, apiKey)',
    ]);
  });
});

describe('one definition for both platforms', () => {
  test('the fields of a prompt are the core’s: same keys, same words, same choices', () => {
    const params = emitted<(Item & { help?: string; options?: unknown })[]>('modules/generate-image/generate-image.mappable-params.iml.json');
    expect(params.map(({ name }) => name)).toEqual(PROMPT_FIELDS.map(({ key }) => key));
    for (const [at, field] of PROMPT_FIELDS.entries()) {
      expect(params[at]).toMatchObject({ label: makeLabel(field.label), required: field.required });
      expect(params[at]?.help).toContain(field.help);
      if ('choices' in field) expect(params[at]?.options).toEqual(field.choices);
    }
  });

  test('every output of the core is given under its name, or listed as more than IML can say', () => {
    const names = emitted<Item[]>('modules/get-execution/get-execution.interface.iml.json').map(({ name }) => name);
    for (const { key } of EXECUTION_FIELDS) expect(names.includes(key) !== NOT_IN_IML.has(key)).toBe(true);
    expect(emitted<Item[]>('modules/list-workflows/list-workflows.interface.iml.json').map(({ name }) => name)).toEqual(WORKFLOW_OUTPUT_FIELDS.map(({ key }) => key));
  });

  test('labels are in sentence case, and names keep their capitals', () => {
    expect(['Reference Image', 'Width (in Pixels)', 'Execution ID', 'First Image URL'].map(sentenceCase)).toEqual(['Reference image', 'Width (in pixels)', 'Execution ID', 'First image URL']);
  });

  test('no sentence is longer than Make takes', () => {
    const long = [...appFiles()].flatMap(([file, text]) => [...text.matchAll(/"message": ("(?:[^"\\]|\\.)*")/g)].filter(([, message = '""']) => (JSON.parse(message) as string).length > 1024).map(() => file));
    expect(long).toEqual([]);
  });

  test('nobody reads of a “step” on a platform that has modules', () => {
    for (const [path, text] of appFiles()) expect(`${path} ${/\bsteps?\b/.exec(text)?.[0] ?? 'fine'}`).toBe(`${path} fine`);
  });
});
