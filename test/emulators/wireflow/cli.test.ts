import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { file, pngSize } from './client.js';

const root = path.resolve(__dirname, '../../..');

/** The built emulator in a process of its own, started from another folder; `said` waits for its words. */
function emulate(...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [path.join(root, 'dist/emulators/wireflow/cli.js'), ...args], { cwd: os.tmpdir() });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const said = async (words: RegExp): Promise<string> => {
    for (const begin = Date.now(); Date.now() - begin < 8000; ) {
      const found = words.exec(output);
      if (found) return found[1] ?? found[0];
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`The emulator did not say ${words}:\n${output}`);
  };
  return { child, ended, said };
}

describe('npm run emulator', () => {
  test('prints where it is and how to call it, shows each request, serves a picture, and ends on Ctrl-C', async () => {
    const { child, ended, said } = emulate('--port', '0', '--duration', '0');
    const url = await said(/(http:\/\/127\.0\.0\.1:\d+\/api\/v1)\n/);
    const key = await said(/full +(sk-local\S+)/);
    const webhook = await said(/curl -s -X POST (\S+)/);
    await said(/Ctrl-C/);
    const { executionId } = (await (await fetch(webhook, { method: 'POST', body: '{"width":200,"height":180}' })).json()) as { executionId: string };
    await said(/202 {2}POST \/api\/v1\/workflow\/\S+ {2}\(trigger\)/);
    const done = await fetch(`${url}/workflows/executions/${executionId}/poll`, { headers: { authorization: `Bearer ${key}` } });
    const { finalOutput } = (await done.json()) as { finalOutput: { url: string } };
    expect(pngSize((await file(finalOutput.url)).bytes)).toEqual([200, 180]);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  test('serves on where nobody reads what it says', async () => {
    const { child, ended, said } = emulate('--port', '0');
    const url = await said(/(http:\/\/127\.0\.0\.1:\d+\/api\/v1)\n/);
    await said(/Ctrl-C/);
    child.stdout?.destroy();
    for (let request = 0; request < 3; request += 1) expect((await fetch(`${url}/workflows`)).status).toBe(401);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  test.each([
    [['--profile', 'nothing'], /--profile takes one of: superset, article, docs, modern/],
    [['--port', 'many'], /--port takes a whole number/],
    [['--port', '70000'], /--port takes a whole number up to 65535/],
    [['--colour'], /colour/],
  ])('says what is wrong with %j', async (args, words) => {
    const { ended, said } = emulate(...args);
    await said(words);
    expect(await ended).toBe(1);
  });
});
