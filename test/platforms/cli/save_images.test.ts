import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as files from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { saveImages } from '../../../platforms/cli/files/save_images.js';
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

test('a folder that takes nothing is told, and leaves nothing half', async () => {
  jest.spyOn(files, 'link').mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  expect((await saveImages(place, 'out', 'exec_a', [async () => picture('x')])).problems).toEqual(['Image 1 was not saved: it could not be written (ENOSPC).']);
  expect(readdirSync(path.join(place, 'out'))).toEqual([]);
});
