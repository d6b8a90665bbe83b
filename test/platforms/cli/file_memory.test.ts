import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileMemory } from '../../../platforms/cli/files/file_memory.js';
import { stateFolder } from '../../../platforms/cli/files/state_folder.js';

let folder: string;
let nowMs = Date.UTC(2026, 2, 20);
const memory = () => fileMemory(path.join(folder, 'state'), () => nowMs);
beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-memory-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('keeps a value for its time, for every later command', async () => {
  await memory().set('a', { x: 1 }, 60);
  expect(await memory().get('a')).toEqual({ x: 1 });
  nowMs += 61_000;
  expect(await memory().get('a')).toBeNull();
});

test('of many claims at the same moment one alone is the first', async () => {
  const claims = await Promise.all(Array.from({ length: 30 }, (_, value) => memory().claim('a', value, 60)));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test('of many claims on one that has run out, one alone takes it over', async () => {
  await memory().claim('a', 'old', 60);
  nowMs += 61_000;
  const claims = await Promise.all(Array.from({ length: 30 }, (_, value) => memory().claim('a', value, 60)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await memory().get('a')).toBe(claims.indexOf(true));
});

test('a claim that is given back is free', async () => {
  await memory().claim('a', 1, 60);
  expect(await memory().claim('a', 2, 60)).toBe(false);
  await memory().forget('a');
  expect(await memory().claim('a', 3, 60)).toBe(true);
});

test('a claim that was cut off while it was written holds for a day, and no value comes out of it', async () => {
  await memory().claim('a', 1, 60);
  const [file] = readdirSync(path.join(folder, 'state'));
  writeFileSync(path.join(folder, 'state', file as string), '{"val');
  expect(await memory().get('a')).toBeNull();
  expect(await memory().claim('a', 2, 60)).toBe(false);
  utimesSync(path.join(folder, 'state', file as string), nowMs / 1000, (nowMs - 25 * 3_600_000) / 1000);
  expect(await memory().claim('a', 2, 60)).toBe(true);
});

test('names in the folder and rights of the files give nothing away', async () => {
  await memory().claim('run:whk_secret', {}, 60);
  const state = path.join(folder, 'state');
  const [name] = readdirSync(state);
  expect(name).not.toContain('secret');
  expect([statSync(state).mode & 0o777, statSync(path.join(state, name as string)).mode & 0o777]).toEqual([0o700, 0o600]);
});

test('where nothing can be kept, a claim says so, and reading stays silent', async () => {
  writeFileSync(path.join(folder, 'state'), 'a file in its place');
  await expect(memory().claim('a', 1, 60)).rejects.toThrow(/can not be kept in the folder .*Nothing was started/);
  expect(await memory().get('a')).toBeNull();
  await memory().set('a', 1, 60);
});

test('what ran out long ago is cleared away', async () => {
  await memory().set('old', 1, 60);
  nowMs += 3 * 24 * 3_600_000;
  await memory().claim('new', 1, 60);
  expect(readdirSync(path.join(folder, 'state'))).toHaveLength(1);
});

test.each<[string, Record<string, string>, NodeJS.Platform, string]>([
  ['XDG_STATE_HOME', { XDG_STATE_HOME: '/s', HOME: '/h' }, 'linux', '/s/wireflow'],
  ['a relative XDG_STATE_HOME is ignored', { XDG_STATE_HOME: 's', HOME: '/h' }, 'linux', '/h/.local/state/wireflow'],
  ['LOCALAPPDATA', { LOCALAPPDATA: '/l' }, 'win32', '/l/wireflow'],
  ['an empty XDG_STATE_HOME is ignored', { XDG_STATE_HOME: '  ', HOME: '/h' }, 'linux', '/h/.local/state/wireflow'],
  ['an empty HOME is ignored, or it would be another folder everywhere', { HOME: '' }, 'linux', `${os.homedir()}/.local/state/wireflow`],
  ['nothing is set', { HOME: '/h' }, 'darwin', '/h/.local/state/wireflow'],
])('the folder by %s', (_, env, platform, expected) => {
  expect(stateFolder(env, platform)).toBe(expected);
});

