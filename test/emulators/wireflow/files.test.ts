import { startEmulator } from '../../../emulators/wireflow/index.js';
import { ask, BROWSER, emulatorFor, file, pngSize, start } from './client.js';

const world = emulatorFor(() => startEmulator({ clock: 'manual', credits: 10_000, pictures: 'plain' }));
const SIZE = { width: 96, height: 64 };

async function madeImage(): Promise<string> {
  const { emulator } = world;
  const id = await start(emulator, 'text-to-image', { prompt: 'A kite', ...SIZE });
  emulator.clock.advance(10_000);
  return (await ask(emulator, `/workflows/executions/${id}/poll`)).body.finalOutput.url as string;
}

describe('the CDN', () => {
  test.each(['curl/8.5.0', 'python-requests/2.32', 'node', 'undici', 'Zapier', 'axios/1.7', ''])('turns away the program "%s"', async (agent) => {
    expect((await file(await madeImage(), agent)).status).toBe(403);
  });

  test('hands a picture of the size asked for to a browser, the same one each time', async () => {
    const url = await madeImage();
    const [first, again] = [await file(url), await file(url)];
    expect([first.status, first.type, pngSize(first.bytes)]).toEqual([200, 'image/png', [96, 64]]);
    expect(again.bytes.equals(first.bytes)).toBe(true);
  });

  test('hands it to anybody through the download proxy, and nothing from elsewhere', async () => {
    const { origin } = world.emulator;
    const proxied = await file(`${origin}/api/download?url=${encodeURIComponent(await madeImage())}`, 'curl/8.5.0');
    expect([proxied.status, pngSize(proxied.bytes)]).toEqual([200, [96, 64]]);
    expect((await file(`${origin}/api/download?url=${encodeURIComponent('https://elsewhere.example/a.png')}`)).status).toBe(403);
    expect((await file(`${origin}/api/download`)).status).toBe(400);
    expect((await file(`${origin}/cdn/nothing.png`)).status).toBe(404);
  });
});

describe('uploads', () => {
  const content = Buffer.from('not really a PNG, and nobody minds');

  test('a file goes up in one step and comes back as it was', async () => {
    const { emulator } = world;
    const form = new FormData();
    form.append('file', new Blob([content], { type: 'image/png' }), 'mug.png');
    const response = await fetch(`${emulator.url}/media/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.keys.full}` },
      body: form,
    });
    const { data } = (await response.json()) as { data: { url: string } };
    expect(data.url).toMatch(/\/cdn\/.+\.png$/);
    const back = await file(data.url);
    expect([back.type, back.bytes.equals(content)]).toEqual(['image/png', true]);
  });

  test('a larger file is announced, put without a key, and completed', async () => {
    const { emulator } = world;
    const announced = await ask(emulator, '/media/upload-url', { body: { bytes: content.byteLength, filename: 'mug.jpg' } });
    const { uploadUrl, headers, mediaId } = announced.body.data as { uploadUrl: string; headers: Record<string, string>; mediaId: string };
    expect(headers).toEqual({ 'Content-Type': 'image/jpeg', 'Content-Length': String(content.byteLength) });
    const put = (more: Record<string, string>, body = content) =>
      fetch(uploadUrl, { method: 'PUT', headers: { 'content-type': 'image/jpeg', ...more }, body: new Uint8Array(body) });
    expect((await ask(emulator, '/media/upload-url/complete', { body: { mediaId, filename: 'mug.jpg' } })).status).toBe(409);
    expect((await put({ authorization: 'Bearer sk-local-emulator-full' })).status).toBe(400);
    expect((await put({ 'content-type': 'image/png' })).status).toBe(403);
    expect((await put({}, content.subarray(1))).status).toBe(403);
    expect((await put({})).status).toBe(200);
    const { body } = await ask(emulator, '/media/upload-url/complete', { body: { mediaId, filename: 'mug.jpg' } });
    expect((await file(body.data.url as string)).bytes.equals(content)).toBe(true);
  });

  test('a link is copied without going to the internet', async () => {
    const { body } = await ask(world.emulator, '/media/upload', { body: { url: 'https://images.example/mug.png' } });
    expect(body.data.url).toContain(`${world.emulator.origin}/cdn/`);
    expect((await fetch(body.data.url as string, { method: 'HEAD', headers: { 'user-agent': BROWSER } })).headers.get('content-type')).toBe('image/png');
  });

  test('too much, too little and other kinds of file are refused', async () => {
    const { emulator } = world;
    const upload = (body: object) => ask(emulator, '/media/upload-url', { body });
    expect((await upload({ bytes: 26 * 1024 * 1024, filename: 'a.png' })).status).toBe(413);
    expect((await upload({ bytes: 0, filename: 'a.png' })).status).toBe(400);
    expect((await upload({ bytes: 10, filename: 'a.exe' })).status).toBe(415);
    expect((await ask(emulator, '/media/upload', { body: {} })).status).toBe(400);
  });

  test('an image from outside can be made to fail the run; an uploaded one runs', async () => {
    const strict = await startEmulator({ clock: 'manual', blockOutsideImages: true });
    try {
      const run = async (url: string) => {
        const { body } = await ask(strict, `/workflows/${strict.workflow('image-input').id}/run`, { body: { inputs: { 'image-1': url } } });
        strict.clock.advance(20_000);
        return (await ask(strict, `/workflows/executions/${body.data.executionId}/poll`)).body.status as string;
      };
      expect(await run('https://images.example/mug.png')).toBe('FAILED');
      const copied = await ask(strict, '/media/upload', { body: { url: 'https://images.example/mug.png' } });
      expect(await run(copied.body.data.url as string)).toBe('COMPLETED');
    } finally {
      await strict.close();
    }
  });
});
