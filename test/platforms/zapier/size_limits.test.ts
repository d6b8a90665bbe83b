// The limits are lowered here, so that what is over them fits a test; that they are the right ones, wire.test.ts says.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import type { ZObject } from 'zapier-platform-core';
import type { JobImage } from '../../../core/providers/job.js';
import type { WorkflowInput } from '../../../core/model/workflow.js';
import { downloadImage } from '../../../platforms/cli/files/download.js';
import { store } from '../../../platforms/zapier/flux_images.js';
import { imageLinkFor } from '../../../platforms/zapier/files.js';
import { imageFile } from '../../../platforms/zapier/hydrators.js';
import { wireflowStep } from '../../../platforms/zapier/step.js';
import { appTester, errorOf } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';
import { PNG } from '../../helpers/image_bytes.js';

const MOST = 2_000;
jest.mock('../../../core/outputs/download_addresses.js', () => ({ ...jest.requireActual<object>('../../../core/outputs/download_addresses.js'), MAX_FILE_BYTES: 2_000 }));
jest.mock('../../../core/api/media_upload.js', () => ({ ...jest.requireActual<object>('../../../core/api/media_upload.js'), UPLOAD_MAX_BYTES: 2_000 }));

let server: Server;
let base: string;
/** How many bytes were really sent of the body that never ends. */
let sent: number;

const padded = (bytes: number) => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)]);
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
  '/endless.png': (response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).write(PNG);
    // One piece after another has left, so that little more is sent than was asked for.
    const write = () => {
      sent += 65_536;
      if (!response.destroyed) response.write(Buffer.alloc(65_536), (error) => void (error ? undefined : setImmediate(write)));
    };
    write();
  },
  '/full.png': (response) => response.writeHead(200, { 'content-type': 'image/png', 'content-length': MOST }).end(padded(MOST)),
  '/one_too_many.png': (response) => response.writeHead(200, { 'content-type': 'image/png', 'transfer-encoding': 'chunked' }).end(padded(MOST + 1)),
  '/announced.png': (response) => response.writeHead(200, { 'content-type': 'image/png', 'content-length': 10 * MOST }).write(PNG),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.startsWith('/api/v1/')) return void request.resume().on('end', () => response.end('{"url":"https://cdn.wireflow.ai/copy.png"}'));
    ANSWERS[request.url ?? '']?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['WIREFLOW_BASE_URL'] = `${base}/api/v1`;
});
afterAll(() => {
  delete process.env['WIREFLOW_BASE_URL'];
  server.closeAllConnections();
  server.close();
});
beforeEach(() => void (sent = 0));

const INPUT: WorkflowInput & { key: string } = { key: 'input_photo_2d_1', nodeId: 'photo-1', label: 'Photo', type: 'image', required: true, description: null, default: null, choices: [] };
const authData = { api_key: FAKE_KEY };
const signal = new AbortController().signal;
const keeping = (z: ZObject) => {
  const stashFile = async (body: Readable | Buffer) => (Buffer.isBuffer(body) ? 'kept' : ((await body.toArray()).length > 0 ? 'kept' : 'empty'));
  return Object.assign(Object.create(z) as ZObject, { stashFile });
};

const FETCHES: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  'a file for a later step': (path) => appTester((z, bundle) => imageFile(keeping(z), bundle), { authData: {}, inputData: { execution_id: 'exec_1', url: `${base}${path}` } }),
  'an image for the workflow': (path) => appTester((z, bundle) => wireflowStep(z, bundle, (wireflow) => imageLinkFor(z, wireflow, INPUT, `${base}${path}`)), { authData }),
  'an image on the command line': (path) => downloadImage(`${base}${path}`, `${base}/api/v1`, signal),
};

describe.each(Object.entries(FETCHES))('%s', (_what, get) => {
  test('may be as large as the limit', async () => {
    await expect(get('/full.png')).resolves.toBeTruthy();
  });

  test.each(['/one_too_many.png', '/announced.png', '/endless.png'])('is refused over it, and says so: %s', async (path) => {
    const { message } = await errorOf(get(path));
    expect(message).toMatch(/larger than|too large/);
    expect(sent).toBeLessThan(5_000_000);
  });
});

test('an image on the command line has a minute', async () => {
  const timeout = jest.spyOn(AbortSignal, 'timeout');
  await downloadImage(`${base}/full.png`, `${base}/api/v1`, signal);
  expect(timeout.mock.calls).toEqual([[60_000]]);
});

test('a provider’s picture that never ends is given up, not read until memory is full', async () => {
  const image: JobImage = { url: `${base}/endless.png`, base64: null, contentType: null, expiresAtMs: null };
  const fetching = appTester((z) => store(keeping(z), image, 'flux-1', { baseUrl: base, signal }));
  await expect(fetching).rejects.toMatchObject({ type: 'max-size' });
});
