import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const importing = (target: string) => `import { x } from '${target}';\nexport const y = x;\n`;

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

const TARGET = '../fields/start_options.js';
const OTHER_WAYS = [`export const y = () => import('${TARGET}');`, `export * from '${TARGET}';`, `export { x } from '${TARGET}';`, `import type { x } from '${TARGET}';\nexport type Y = x;`];

const texts = (cases: typeof AGAINST) => cases.map(([file, target]) => [file, importing(target)] as const);
const CASES = { against: texts(AGAINST), around: OTHER_WAYS.map((code) => ['core/runs/x.ts', `${code}\n`] as const), along: texts(ALONG) };

/** What the rule says of each text as if it stood in that file; one process for all, since loading ESLint takes most of the time. */
let faults: Readonly<Record<keyof typeof CASES, string[][]>>;
beforeAll(() => {
  const all = [...CASES.against, ...CASES.around, ...CASES.along];
  const found = JSON.parse(execFileSync(process.execPath, [path.join(__dirname, 'lint_texts.mjs')], { cwd: root, input: JSON.stringify(all) }).toString()) as string[][];
  faults = { against: found.splice(0, AGAINST.length), around: found.splice(0, OTHER_WAYS.length), along: found };
});

test('every arrow against the house is refused', () => {
  expect(AGAINST.filter((_, index) => faults.against[index]?.length !== 1)).toEqual([]);
});

test('no other way of importing gets around it', () => {
  expect(faults.around.map(({ length }) => length)).toEqual(OTHER_WAYS.map(() => 1));
});

test('the arrows of the house are open', () => {
  expect(faults.along).toEqual(ALONG.map(() => []));
});
