import AdmZip from 'adm-zip';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startEmulator, type Emulator } from '../../../../emulators/wireflow/index.js';
import type { BundleContents } from '../../../../proof/bench/start/contents.js';
import { freshClone, type Clone } from '../../../helpers/fresh_clone.js';
import { startZapierApi, type ZapierRequest } from '../../../helpers/zapier_api.js';

/** Many containers and CI machines allow no more open files; macOS allows 256 and Windows has no such limit. */
const OPEN_FILES = 1024;
const atLimit = (command: string) => (process.platform === 'win32' ? command : `ulimit -n ${OPEN_FILES} && ${command}`);
const APP_FILE = { id: 12345, key: 'App12345', includeInBuild: [] };

let clone: Clone;
/** What the bundler says of its work. */
const bundled = () => JSON.parse(readFileSync(path.join(clone.folder, 'dist/upload.json'), 'utf8')) as BundleContents;
beforeAll(async () => void (clone = await freshClone()), 30_000);
afterAll(() => clone.remove());

test('after an install alone, Zapier’s commands find the app', async () => {
  await clone.at('npm run --silent prepare');
  expect((await clone.at('zapier-platform describe')).stdout).toContain('generate_image');
}, 30_000);

test('an install without the development tools bundles nothing, and does not fail', async () => {
  const { prepare } = (JSON.parse(readFileSync(path.join(clone.folder, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'wireflow-bare-'));
  await clone.at(`cd ${JSON.stringify(folder)} && ${prepare}`);
  await rm(folder, { recursive: true });
}, 30_000);

describe('npm run zapier:build', () => {
  let unpacked = '';
  let names: string[];
  let zipBytes: number;
  const handle = async (event: object) => {
    const script = `
      const { handler } = await import(${JSON.stringify(pathToFileURL(path.join(unpacked, 'zapierwrapper.js')).href)});
      const { results } = await handler(${JSON.stringify(event)}).catch(({ message }) => ({ results: message }));
      console.log(JSON.stringify(results));`;
    writeFileSync(path.join(unpacked, 'ask.mjs'), script);
    return JSON.parse((await clone.at(`node ${JSON.stringify(path.join(unpacked, 'ask.mjs'))}`)).stdout) as Record<string, unknown>;
  };

  beforeAll(async () => {
    // As `zapier-platform register` leaves it.
    writeFileSync(path.join(clone.folder, '.zapierapprc'), JSON.stringify(APP_FILE));
    const { stdout } = await clone.at(atLimit('npm run --silent zapier:build'));
    const file = path.join(clone.folder, /^The zip is (\S+):/m.exec(stdout)?.[1] as string);
    zipBytes = readFileSync(file).length;
    const zip = new AdmZip(file);
    names = zip.getEntries().map(({ entryName }) => entryName);
    unpacked = await mkdtemp(path.join(os.tmpdir(), 'wireflow-zip-'));
    zip.extractAllTo(unpacked);
  }, 120_000);
  afterAll(() => rm(unpacked, { recursive: true, force: true }));

  test('makes a zip that runs as Zapier runs it, and that Zapier’s schema accepts', async () => {
    expect(await handle({ command: 'definition', calledFromCli: true })).toMatchObject({
      creates: { generate_image: { display: { label: 'Generate Image' } } },
      platformVersion: '19.1.0',
    });
    expect(await handle({ command: 'validate', calledFromCli: true })).toEqual([]);
  }, 30_000);

  test('… and whose checks, loaded on demand, are in it', async () => {
    const bundle = { inputData: { webhook: 'whk_fake', prompt: 'x', seed: 'abc' }, authData: {}, meta: {} };
    const event = { command: 'execute', method: 'creates.generate_image.operation.perform', bundle, calledFromCli: true };
    expect(await handle(event)).toMatch(/The field Seed needs a whole number/);
    expect(Object.keys(bundled().outputs['dist/upload/index.js']?.inputs ?? {}).filter((source) => source.includes('node_modules/'))).toEqual([]);
  }, 30_000);

  test('… and that holds the app and Zapier’s runtime, and nothing else', () => {
    const dist = names.filter((name) => name.startsWith('dist/'));
    expect(dist.filter((name) => !/^dist\/upload\/[\w-]+\.js$/.test(name))).toEqual([]);
    const sources = Object.values(bundled().outputs).flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([source]) => source.replace(/^.*node_modules\//, 'node_modules/')));
    const rooms = new Set(sources.map((source) => source.split('/').slice(0, source.startsWith('node_modules/') ? 2 : 1).join('/')));
    expect([...rooms].sort()).toEqual(['authentication.ts', 'core', 'creates', 'index.ts', 'node_modules/image-size', 'node_modules/zod', 'package.json', 'platforms', 'searches', 'triggers']);
    expect(names.filter((name) => !/^(dist\/upload|node_modules)\//.test(name)).sort()).toEqual(['definition.json', 'package.json', 'zapierwrapper.js']);
    expect(names.filter((name) => /^node_modules\/(zod|undici|hono|satori|@resvg|@swc|encoding|iconv-lite|node|jest|esbuild|typescript|zapier-platform-cli)\//.test(name))).toEqual([]);
    // A Zapier app with one trigger and one action has 653,000; docs/performance.md measures the ratio.
    expect(zipBytes).toBeLessThan(1.2 * 653_000);
  });

  test('names the app that was registered', () => {
    const source = new AdmZip(path.join(clone.folder, 'build/source.zip'));
    expect(JSON.parse(source.readAsText('.zapierapprc'))).toEqual(APP_FILE);
  });

  test('leaves Zapier’s other commands working', async () => {
    expect((await clone.at('zapier-platform describe')).stdout).toContain('generate_image');
    const { stdout } = await clone.at('zapier-platform validate --without-style --format json');
    expect(JSON.parse(stdout)).toEqual([]);
  }, 60_000);
});

describe('a step, tried with zapier-platform invoke against the emulator (docs/zapier-publishing.md)', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ durationMs: 10 });
    writeFileSync(path.join(clone.folder, '.env'), `WIREFLOW_BASE_URL=${emulator.url}\nauthData_api_key=${emulator.keys.full}\n`);
  });
  afterAll(() => emulator.close());
  const generate = async () => {
    const inputs = { webhook: emulator.webhookUrl('text-to-image'), prompt: 'x', run_id: 'row-7' };
    writeFileSync(path.join(clone.folder, 'build/inputs.json'), JSON.stringify(inputs));
    return JSON.parse((await clone.at('zapier-platform invoke create generate_image --inputData @build/inputs.json')).stdout) as { execution_id: string };
  };

  test('starts runs; an Only Once ID does not hold between two calls', async () => {
    expect((await clone.at('zapier-platform invoke auth label')).stdout.trim()).toMatch(/^5 workflows, such as /);
    const [first, second] = [await generate(), await generate()];
    expect(first.execution_id).toMatch(/^exec_/);
    expect(second.execution_id).not.toBe(first.execution_id);
  }, 60_000);
});

describe('npm run zapier:push', () => {
  test('says in one sentence what to do without a login, before it does anything', async () => {
    const failed = (await clone.at('npm run --silent zapier:push').catch((error: unknown) => error)) as { code: number; stdout: string; stderr: string };
    expect(failed.code).toBe(1);
    expect(failed.stdout).toBe('');
    expect(failed.stderr.trim()).toMatch(/^To push, log in to Zapier first: run npx zapier-platform login .*$/);
  }, 60_000);
});

describe('npm run zapier:push with a login', () => {
  let zapier: Awaited<ReturnType<typeof startZapierApi>>;
  beforeAll(async () => void (zapier = await startZapierApi(APP_FILE)));
  afterAll(() => zapier.close());

  test('uploads the zip to the app that was registered, under the name it is given, and passes Zapier’s words on', async () => {
    const login = { ZAPIER_DEPLOY_KEY: 'fake-deploy-key', ZAPIER_ENDPOINT: zapier.url };
    const { stdout } = await clone.at(atLimit('npm run --silent zapier:push -- --snapshot try-1'), login);
    expect(stdout).toContain('Push complete!');
    expect(new Set(zapier.requests.map(({ deployKey }) => deployKey))).toEqual(new Set(['fake-deploy-key']));
    const { call, body } = zapier.requests.at(-1) as ZapierRequest;
    expect(call).toBe(`PUT /apps/${APP_FILE.id}/versions/0.0.0-try-1`);
    const names = new AdmZip(Buffer.from(body['zip_file'] as string, 'base64')).getEntries().map(({ entryName }) => entryName);
    expect(names).toEqual(expect.arrayContaining(['definition.json', 'dist/upload/index.js', 'package.json', 'zapierwrapper.js']));
    expect(zapier.requests.filter((request) => request.call === 'POST /check')).toHaveLength(1);
  }, 120_000);
});

test('nothing that these commands leave behind would be committed by accident', async () => {
  expect(await clone.changes()).toEqual([' M .zapierapprc']);
}, 30_000);
