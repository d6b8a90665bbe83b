import { IMAGE_SIZES } from '../../../core/model/image_sizes.js';
import type { RecordedRequest } from '../../../emulators/wireflow/index.js';
import { fieldKeyOf } from '../../../core/fields/workflow_inputs.js';
import { startWorld, type World } from '../../helpers/app.js';
import { openTerminal, type Terminal } from './terminal.js';

/** Headers that change what Wireflow does; the others are the business of whoever sends. */
const HEADERS = ['authorization', 'content-type', 'accept'];

let world: World;
let terminal: Terminal;
beforeAll(async () => {
  world = await startWorld({ credits: 1e9, limits: { executionsPerMinute: 1e6, executionsPerDay: Infinity } });
  terminal = await openTerminal({ credits: 1e9, limits: { executionsPerMinute: 1e6, executionsPerDay: Infinity } });
});
afterAll(() => Promise.all([world.close(), terminal.close()]));

const shown = ({ method, path, query, headers, body }: RecordedRequest) => ({ method, path, query, headers: Object.fromEntries(HEADERS.map((name) => [name, headers[name]])), body });
const starts = (requests: readonly RecordedRequest[]) => requests.filter(({ endpoint }) => endpoint === 'trigger' || endpoint === 'run').map(shown);

const WHK = 'whk_local_text_to_image';

test.each<[string, Record<string, unknown>, string[]]>([
  ['a plain prompt', { prompt: 'A paper boat' }, []],
  ['unicode, quotes and line breaks', { prompt: 'Ein „Boot“ 🎈 قارب\n"double" \\n {{x}} $x `y`' }, []],
  ...IMAGE_SIZES.map(({ key }): [string, Record<string, unknown>, string[]] => [`the size ${key}`, { prompt: 'x', size: key }, ['--size', key]]),
  ['sides of a size', { prompt: 'x', size: '640x480' }, ['--size', '640x480']],
  ['sides as they are copied', { prompt: 'x', size: '1080 × 1920 px' }, ['--size', '1080 × 1920 px']],
  ['a style and a seed', { prompt: 'x', style: 'woodcut, “rough”', seed: 0 }, ['--style', 'woodcut, “rough”', '--seed', '0']],
  ['a reference image', { prompt: 'x', image_url: 'https://cdn.wireflow.ai/a.png?b=c' }, ['--image', 'https://cdn.wireflow.ai/a.png?b=c']],
  ['more inputs', { prompt: 'x', more_inputs: { Mood: 'a=b', 'Odd "name"': '7' } }, ['--input', 'Mood=a=b', '--input', 'Odd "name"=7']],
])('%s is sent as Zapier’s Generate Image sends it', async (_, fields, options) => {
  const before = [world.emulator.requests.length, terminal.emulator.requests.length];
  await world.zap.run('creates.generate_image.operation.perform', { webhook: WHK, ...fields });
  const { code } = await terminal.run(['generate', '--wait', '0', `--prompt=${String(fields['prompt'])}`, ...options]);
  expect(code).toBe(0);
  const [zapier, cli] = [starts(world.emulator.requests.slice(before[0])), starts(terminal.emulator.requests.slice(before[1]))];
  expect(zapier).toHaveLength(1);
  expect(cli).toEqual(zapier);
});

test('run sends what Zapier’s Run Workflow sends', async () => {
  const workflow = 'cmlocaltexttoimage0000000';
  const before = [world.emulator.requests.length, terminal.emulator.requests.length];
  await world.zap.run('creates.run_workflow.operation.perform', { workflow, wait: 'no', run_id: ' order 17 ', [fieldKeyOf('text-input-1')]: 'x', [fieldKeyOf('1776100982446')]: '7' });
  await terminal.run(['run', workflow, '--wait', '0', '--run-id', ' order 17 ', '--prompt', 'x', '--input', 'Seed=7']);
  const parsed = (requests: readonly RecordedRequest[]) => requests.filter(({ endpoint }) => endpoint === 'run').map((request) => ({ ...shown(request), key: request.headers['idempotency-key'], body: JSON.parse(request.body) as unknown }));
  const zapier = parsed(world.emulator.requests.slice(before[0]));
  expect(zapier).toHaveLength(1);
  expect(parsed(terminal.emulator.requests.slice(before[1]))).toEqual(zapier);
});
