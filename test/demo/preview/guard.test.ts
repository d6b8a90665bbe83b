import { Hono } from 'hono';
import { guard } from '../../../demo/preview/guard.js';

const TOKEN = 'a-token-of-the-link';
const HOST = '127.0.0.1:4020';
const app = new Hono();
app.use(guard(TOKEN));
app.all('*', (context) => context.text('in'));

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') => app.request(`http://${HOST}${path}`, { method, headers: { host: HOST, ...headers } });
const cookie = `preview_4020=${TOKEN}`;

test('the link lets in, and leaves no token in the address', async () => {
  const opened = await ask(`/?token=${TOKEN}`);
  expect([opened.status, opened.headers.get('location')]).toEqual([302, '/']);
  expect(opened.headers.get('set-cookie')).toMatch(/^preview_4020=a-token-of-the-link;.*HttpOnly; SameSite=Strict/);
  expect(await (await ask('/', { cookie })).text()).toBe('in');
});

test.each<[string, string, Record<string, string>, string]>([
  ['no token', '/', {}, 'GET'],
  ['another token', '/?token=another', {}, 'GET'],
  ['a longer one', `/?token=${TOKEN}x`, {}, 'GET'],
  ['a cookie of another preview', '/', { cookie: `preview_4021=${TOKEN}` }, 'GET'],
  ['the link’s token with a POST', `/?token=${TOKEN}`, { origin: `http://${HOST}` }, 'POST'],
  ['a name that leads here (DNS rebinding)', '/', { cookie, host: 'evil.example:4020' }, 'GET'],
  ['a name that only begins like this machine’s', '/', { cookie, host: '127.0.0.1.evil.example:4020' }, 'GET'],
  ['a form of another page', '/', { cookie, origin: 'https://evil.example' }, 'POST'],
  ['a page on another port of this machine', '/', { cookie, origin: 'http://127.0.0.1:4021' }, 'POST'],
  ['a sandboxed page', '/', { cookie, origin: 'null' }, 'POST'],
  ['a POST that says nothing of its page', '/', { cookie }, 'POST'],
])('%s is kept out', async (_, path, headers, method) => {
  expect((await ask(path, headers, method)).status).toBe(403);
});

test('its own forms are taken', async () => {
  expect((await ask('/settings', { cookie, origin: `http://${HOST}` }, 'POST')).status).toBe(200);
});
