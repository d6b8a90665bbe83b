import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HELP, readArguments } from '../../demo/arguments.js';
import { keptByNpm } from '../../emulators/wireflow/kept_by_npm.js';
import { checkBefore } from '../../demo/before_the_image.js';
import { IMAGE_SIZES } from '../../core/model/image_sizes.js';

const home = process.cwd();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'demo-'));
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(home);
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

const job = { prompt: 'A boat', size: undefined, provider: undefined };

test('the options are read, and the help names them and every size', () => {
  expect(readArguments(['--prompt', 'A boat', '--size', '16:9'], {})).toEqual({ prompt: 'A boat', size: '16:9', provider: undefined, wantsHelp: false });
  expect(readArguments(['--help'], {}).wantsHelp).toBe(true);
  for (const name of ['--prompt', '--size', '--provider', 'WIREFLOW_WEBHOOK', ...IMAGE_SIZES.map(({ key }) => key)]) expect(HELP).toContain(name);
});

test('options that npm has kept for itself are noticed', () => {
  expect(() => readArguments(['A red kite'], { npm_config_prompt: 'true' })).toThrow(/^npm has kept --prompt for itself: write options behind “--”/);
  // PowerShell takes a bare “--” away, so that advice alone would lead in a circle.
  expect(() => readArguments(['A red kite'], { npm_config_prompt: 'true' })).toThrow(/in PowerShell with quotes, npm start '--' --prompt /);
  expect(() => readArguments([], { npm_config_size: 'true', npm_lifecycle_event: 'demo:make' })).toThrow(/--size.* as in npm run demo:make -- --prompt/);
  expect(keptByNpm('npm run emulator', ['port'], '--port 4011', { npm_config_port: 'true' })).toMatch(/^npm has kept --port .* npm run emulator -- --port 4011; .* npm run emulator '--' --port 4011\.$/);
  expect(keptByNpm('npm run emulator', ['port'], '--port 4011', { npm_config_cache: '/c' })).toBeNull();
  expect(() => readArguments(['story'], {})).toThrow(/^“story” belongs to no option: write options behind “--”/);
});

test('a job that can be done passes', async () => {
  await expect(checkBefore({ ...job, size: 'story' }, {})).resolves.toBeUndefined();
  await expect(checkBefore(job, { WIREFLOW_WEBHOOK: ' ', WIREFLOW_API_KEY: '  ', WIREFLOW_BASE_URL: ' ' })).resolves.toBeUndefined();
  await expect(checkBefore(job, { WIREFLOW_WEBHOOK: 'whk_fake1', WIREFLOW_API_KEY: 'sk-fake' })).resolves.toBeUndefined();
});

test.each([
  ['a webhook that is none', { WIREFLOW_WEBHOOK: 'https://example.com/x' }, undefined, /not Wireflow/],
  ['a key without a webhook', { WIREFLOW_API_KEY: 'sk-fake' }, undefined, /WIREFLOW_WEBHOOK is not/],
  ['an address without a webhook', { WIREFLOW_BASE_URL: 'http://127.0.0.1:4010/api/v1' }, undefined, /WIREFLOW_BASE_URL is set, and WIREFLOW_WEBHOOK is not/],
  ['a size that there is not', {}, 'huge', /knows no size called “huge”.*square, portrait, story/],
])('%s is found before anything is sent', async (_what, environment, size, sentence) => {
  await expect(checkBefore({ ...job, size }, environment)).rejects.toThrow(sentence);
});

test('a maker of images that there is not is found before anything is sent', async () => {
  await expect(checkBefore({ ...job, provider: 'nobody' }, {})).rejects.toThrow('--provider takes one of: cheapest, bfl, deepinfra, replicate.');
  await expect(checkBefore({ ...job, provider: 'cheapest' }, { WIREFLOW_API_KEY: 'sk-fake' })).resolves.toBeUndefined();
});

test('an option that there is not, or that has no value, is named', () => {
  expect(() => readArguments(['--nope'], {})).toThrow('There is no option --nope; npm start -- --help names them.');
  expect(() => readArguments(['--size'], {})).toThrow('--size needs a value; npm start -- --help shows how.');
});

test('a place for the image that can not be written is found before the image is made', async () => {
  await writeFile('out', 'a file in its place');
  await expect(checkBefore(job, {})).rejects.toThrow(/saved under out\/, which can not be written/);
});
