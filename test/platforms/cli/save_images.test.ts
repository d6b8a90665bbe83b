import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as files from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { prepareFolder, saveImages } from '../../../platforms/cli/files/save_images.js';
import { PNG } from '../../helpers/image_bytes.js';

jest.mock('node:fs/promises', () => ({ __esModule: true, ...jest.requireActual<typeof files>('node:fs/promises') }));

const picture = (of: string) => Buffer.concat([PNG, Buffer.from(of)]);
let place: string;

beforeEach(() => {
  place = mkdtempSync(path.join(os.tmpdir(), 'wireflow-save-'));
});

afterEach(() => jest.restoreAllMocks());

/** Saves one picture. @returns its file's name */
async function save(id: string, of: string): Promise<string> {
  const saved = await saveImages(place, 'out', id, [async () => picture(of)]);
  expect(saved.problems).toEqual([]);
  return path.basename(String(saved.files.get(1)));
}

const kept = (name: string) => readFileSync(path.join(place, 'out', name)).subarray(PNG.byteLength).toString();

const FILE_SYSTEMS: readonly (readonly [string, () => void])[] = [
  ['a disk', () => undefined],
  ['a disk that knows no second name for a file', () => void jest.spyOn(files, 'link').mockRejectedValue(Object.assign(new Error('not here'), { code: 'EPERM' }))],
];

describe.each(FILE_SYSTEMS)('on %s', (_what, prepare) => {
  beforeEach(prepare);

  test.each([
    ['exec_aB', 'exec_Ab'], ['exec/ab', 'exec.ab'], ['exec_ab', 'exec.ab'], ['EXEC', 'exec'], ['é', 'è'], ['..', '//'], ['.', ''],
    [`${'a'.repeat(150)}1`, `${'a'.repeat(150)}2`],
  ])('%s and %s get two files, also where names have no case', async (a, b) => {
    const names = [await save(a, 'first'), await save(b, 'second')];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(2);
    expect(names.map(kept)).toEqual(['first', 'second']);
  }); // prettier-ignore

  test('an image that comes again finds its own file', async () => {
    expect(await save('exec_a', 'one')).toBe('exec_a-1.png');
    expect(await save('exec_a', 'one')).toBe('exec_a-1.png');
    expect(readdirSync(path.join(place, 'out'))).toEqual(['exec_a-1.png']);
  });

  test('what lies there already stays, whatever it is', async () => {
    mkdirSync(path.join(place, 'out/exec_b-1.png'), { recursive: true });
    writeFileSync(path.join(place, 'out/exec_a-1.png'), 'mine');
    const [a, b] = [await save('exec_a', 'new'), await save('exec_b', 'new')];
    expect(readFileSync(path.join(place, 'out/exec_a-1.png'), 'utf8')).toBe('mine');
    expect([a, b].map(kept)).toEqual(['new', 'new']);
    expect(await save('exec_a', 'new')).toBe(a);
  });

  test('of commands at once that want one name, each keeps its picture', async () => {
    const pictures = Array.from({ length: 12 }, (_, index) => `picture ${index}`);
    const names = await Promise.all(pictures.map((of) => save('', of)));
    expect(names.map(kept)).toEqual(pictures);
    expect(readdirSync(path.join(place, 'out')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

const failing = (code: string) => Object.assign(new Error('raw words'), { code });

test.each([
  ['ENOSPC', 'the disk is full', true], ['EDQUOT', 'your share of the disk is full', true], ['EROFS', 'the disk can only be read', true], ['EIO', 'EIO', true], ['ENAMETOOLONG', 'ENAMETOOLONG', false],
])('a folder that takes nothing (%s) is told, and leaves nothing half', async (code, why, isFolderShut) => {
  jest.spyOn(files, 'link').mockRejectedValue(failing(code));
  expect(await saveImages(place, 'out', 'exec_a', [async () => picture('x')])).toEqual({ files: new Map(), problems: [`Image 1 was not saved: it could not be written: ${why}.`], isFolderShut });
  expect(readdirSync(path.join(place, 'out'))).toEqual([]);
}); // prettier-ignore

test('an image that its host does not send says nothing about the folder', async () => {
  const saved = await saveImages(place, 'out', 'exec_a', [async () => { throw failing('ENOSPC'); }, async () => picture('x')]);
  expect([saved.files.size, saved.isFolderShut]).toEqual([1, false]);
}); // prettier-ignore

test('before anything is paid for, a full disk is found out, though it takes an empty file', async () => {
  const real = jest.requireActual<typeof files>('node:fs/promises').writeFile;
  jest.spyOn(files, 'writeFile').mockImplementation(async (file, data, how) => {
    await real(file as string, '', how as never);
    if ((data as Buffer).length > 0) throw failing('ENOSPC');
  });
  await expect(prepareFolder(place, 'out')).rejects.toThrow('Nothing can be written into the folder out: the disk is full. Nothing was started.');
  expect(readdirSync(path.join(place, 'out'))).toEqual([]);
});
