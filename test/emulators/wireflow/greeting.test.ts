import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { greeting, tryIt } from '../../../emulators/wireflow/greeting.js';
import { startEmulator, type Emulator, type Profile } from '../../../emulators/wireflow/index.js';

let emulator: Emulator;
let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'emulator-'))));
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const paste = (lines: readonly string[]) =>
  new Promise<string>((resolve) => {
    const shell = spawn('bash', ['-c', lines.join('\n')], { cwd: folder });
    let out = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (part: Buffer) => (out += part.toString()));
    shell.on('close', () => resolve(out));
  });

const hasCurl = spawnSync('curl', ['--version']).status === 0;
(hasCurl ? test.each<Profile>(['superset', 'article', 'docs', 'modern']) : test.skip.each<Profile>(['superset']))('%s: the lines that are printed make an image when they are pasted', async (profile) => {
  // Long enough once, for the lines to see it in the making.
  emulator = await startEmulator({ profile, durationMs: profile === 'superset' ? 900 : 0, pictures: 'plain' });
  const lines = greeting(emulator).split('\n').filter((line) => /^ {2}(ID|until|IMAGE|curl)/.test(line)).map((line) => line.trim());
  expect(lines).toEqual(tryIt(emulator));
  const out = await paste(lines);
  expect(out).toMatch(/^exec_\w+\nhttp\S+\.png\n.*image\.png\n$/);
  expect(readFileSync(path.join(folder, 'image.png')).subarray(1, 4).toString()).toBe('PNG');
});

test('a download that is turned away says why, and how it goes', async () => {
  emulator = await startEmulator({ durationMs: 0, pictures: 'plain' });
  const refused = await fetch(`${new URL(emulator.url).origin}/cdn/x.png`, { headers: { 'user-agent': 'curl/8.0' } });
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringMatching(/User-Agent.*curl -A Mozilla\/5\.0/)]);
});
