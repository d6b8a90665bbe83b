import { readFileSync } from 'node:fs';
import { roomsOf, sharesOf } from '../../../proof/bench/start/contents.js';
import { minimalApp } from '../../../proof/bench/start/minimal_app.js';

const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as Parameters<typeof minimalApp>[0];

test('the minimal app is built as ours is, of the same runtime', () => {
  const files = minimalApp(packageJson);
  expect(JSON.parse(files['package.json'] as string)).toMatchObject({
    exports: { '.': packageJson.exports['.'] },
    scripts: { bundle: packageJson.scripts['bundle'] },
    dependencies: { 'zapier-platform-core': packageJson.dependencies['zapier-platform-core'] },
  });
});

test('what a zip holds, the largest first', () => {
  const file = (name: string, zippedBytes: number) => ({ name, bytes: 2 * zippedBytes, zippedBytes });
  const shares = sharesOf([file('definition.json', 3), file('node_modules/@s/x/index.js', 5), file('node_modules/y/package.json', 2), file('dist/upload/a.js', 40), file('dist/upload/b.js', 2), file('node_modules/z/a/b.js', 5)]);
  expect(shares.map(({ what, files, zippedBytes }) => [what, files, zippedBytes])).toEqual([
    ['our app, bundled', 2, 42],
    ['Zapier’s runtime and what it needs', 2, 10],
    ['definition.json', 1, 3],
    ['package.json of installed packages', 1, 2],
  ]);
});

test('where a bundle’s code comes from', () => {
  const output = (inputs: Record<string, number>) => ({ inputs: Object.fromEntries(Object.entries(inputs).map(([source, bytesInOutput]) => [source, { bytesInOutput }])) });
  const outputs = { 'a.js': output({ 'core/runs/pace.ts': 20, '../x/node_modules/zod/v4/core/api.js': 5, 'core/api/readers/x.ts': 3, 'index.ts': 2 }), 'b.js': output({ 'index.ts': 2, 'creates/x.ts': 0 }) };
  expect(roomsOf({ outputs })).toEqual([
    { room: 'core/', bytes: 23 },
    { room: 'zod', bytes: 5 },
    { room: 'index.ts', bytes: 4 },
  ]);
});
