import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const importing = (target: string) => `import { x } from '${target}';\nexport const y = x;\n`;

/** What the rule says of texts as if they stood in those files. */
function faults(cases: readonly (readonly [file: string, code: string])[]): string[][] {
  return JSON.parse(execFileSync(process.execPath, [path.join(__dirname, 'lint_texts.mjs')], { cwd: root, input: JSON.stringify(cases) }).toString()) as string[][];
}

/** A file, and what it must not import: one planted arrow against each direction of the house. */
const AGAINST: readonly (readonly [file: string, target: string])[] = [
  ['core/json.ts', './model/errors.js'],
  ['core/model/x.ts', '../api/client.js'],
  ['core/api/x.ts', '../runs/pace.js'],
  ['core/api/readers/x.ts', '../../watching/open_runs.js'],
  ['core/providers/bfl/x.ts', '../../runs/pace.js'],
  ['core/prices/x.ts', '../fields/field.js'],
  ['core/runs/x.ts', '../fields/start_options.js'],
  ['core/watching/x.ts', '../outputs/samples.js'],
  ['core/fields/x.ts', '../account/balance.js'],
  ['core/outputs/x.ts', '../account/balance.js'],
  ['core/x.ts', '../platforms/zapier/clock.js'],
  ['core/runs/y.ts', '../../emulators/wireflow/index.js'],
  ['platforms/zapier/x.ts', '../../creates/generate_image.js'],
  ['platforms/zapier/y.ts', '../make/wait.js'],
  ['platforms/make/x.ts', '../zapier/clock.js'],
  ['platforms/make/y.ts', '../../emulators/make/index.js'],
  ['platforms/n8n/x.ts', '../zapier/clock.js'],
  ['platforms/cli/x.ts', '../action/main.js'],
  ['platforms/forms/x.ts', '../cli/main.js'],
  ['creates/x.ts', '../platforms/make/wait.js'],
  ['triggers/x.ts', '../platforms/zapier/publish/build.js'],
  ['searches/x.ts', '../demo/zap.js'],
  ['index.ts', './emulators/wireflow/index.js'],
  ['emulators/wireflow/x.ts', '../../core/json.js'],
  ['emulators/make/x.ts', '../../platforms/make/wait.js'],
  ['emulators/zapier/x.ts', '../../core/json.js'],
  ['proof/prove/x.ts', '../../test/helpers/app.js'],
  ['demo/x.ts', '../proof/prove/parts.js'],
];

const ALONG: readonly (readonly [file: string, target: string])[] = [
  ['core/runs/x.ts', '../api/client.js'],
  ['core/fields/x.ts', '../runs/start_run.js'],
  ['core/account/x.ts', '../fields/field.js'],
  ['platforms/action/x.ts', '../cli/main.js'],
  ['platforms/n8n/x.ts', '../../core/api/client.js'],
  ['index.ts', './creates/generate_image.js'],
  ['demo/x.ts', '../emulators/wireflow/index.js'],
  ['proof/prove/x.ts', '../../demo/zap.js'],
];

test('every arrow against the house is refused', () => {
  const found = faults(AGAINST.map(([file, target]) => [file, importing(target)]));
  expect(AGAINST.filter((_, index) => found[index]?.length !== 1)).toEqual([]);
});

test('no other way of importing gets around it', () => {
  const target = '../fields/start_options.js';
  const ways = [`export const y = () => import('${target}');`, `export * from '${target}';`, `export { x } from '${target}';`, `import type { x } from '${target}';\nexport type Y = x;`];
  expect(faults(ways.map((code) => ['core/runs/x.ts', `${code}\n`])).map(({ length }) => length)).toEqual(ways.map(() => 1));
});

test('the arrows of the house are open', () => {
  expect(faults(ALONG.map(([file, target]) => [file, importing(target)])).flat()).toEqual([]);
});
