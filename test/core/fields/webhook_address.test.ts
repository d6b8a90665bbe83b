import fc from 'fast-check';
import { WireflowError } from '../../../core/model/errors.js';
import { readWebhookAddress } from '../../../core/fields/webhook_address.js';
import { anyCharacter } from '../../../proof/prove/fuzz/any_character.js';
import { BASE_URL, expectReadable, failure } from '../../helpers/core.js';

const ID = 'whk_fake789';
const LOCAL = 'http://127.0.0.1:4010/api/v1';
const read = (given: unknown, base = BASE_URL) => readWebhookAddress(given, base);

describe('whatever a person copies for a workflow is understood', () => {
  test.each([
    ID, ` ${ID}\n`, `https://www.wireflow.ai/api/v1/workflow/${ID}/trigger`, `https://www.wireflow.ai/api/v1/workflow/${ID}/trigger/`, `http://www.wireflow.ai/api/v1/workflow/${ID}/trigger`,
    `https://wireflow.ai/api/v1/workflow/${ID}/trigger`, `www.wireflow.ai/api/v1/workflow/${ID}/trigger`, `HTTPS://WWW.Wireflow.AI/api/v1/workflow/${ID}/trigger`,
    `https://www.wireflow.ai:443/api/v1/workflow/${ID}/trigger`, `https://www.wireflow.ai/api/v1/workflows/${ID}/trigger`, `\thttps://www.wireflow.ai/api/v1/workflow/${ID}/trigger  `,
    `/workflows/${ID}/trigger`, `/workflow/${ID}/trigger`, `/api/v1/workflow/${ID}/trigger`,
  ])('%j', (given) => expect(read(given)).toBe(ID)); // prettier-ignore

  test.each(['cm1abc123', 'cmfakefakefakefakefakefakefakefa', '1776100982446', 'WHK_FAKE-9'])('an id as it is: %s', (id) => {
    expect(read(id)).toBe(id);
    expect(read(`https://www.wireflow.ai/api/v1/workflow/${id}/trigger`)).toBe(id);
  });

  test('while developing, the local service\'s own address too', () => {
    expect(read(`${LOCAL}/workflow/${ID}/trigger`, LOCAL)).toBe(ID);
    expect(read(`/workflow/${ID}/trigger`, LOCAL)).toBe(ID);
    expect(read(`http://127.0.0.1:4010/workflow/${ID}/trigger`, 'http://127.0.0.1:4010')).toBe(ID);
    expect(read(`http://[::1]:4010/api/v1/workflow/${ID}/trigger`, 'http://[::1]:4010/api/v1')).toBe(ID);
    expect(read(`https://www.wireflow.ai/api/v1/workflow/${ID}/trigger`, LOCAL)).toBe(ID);
  });
});

describe('nothing else is, because the prompt and the owner\'s credits go there', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['another host', `https://evil.test/api/v1/workflow/${ID}/trigger`], ['a subdomain', `https://api.wireflow.ai/api/v1/workflow/${ID}/trigger`],
    ['a host that begins like it', `https://www.wireflow.ai.evil.test/api/v1/workflow/${ID}/trigger`], ['a host that ends like it', `https://evilwireflow.ai/api/v1/workflow/${ID}/trigger`],
    ['a name before the host', `https://www.wireflow.ai@evil.test/api/v1/workflow/${ID}/trigger`], ['a name and password', `https://a:b@www.wireflow.ai/api/v1/workflow/${ID}/trigger`], ['a name', `https://a@www.wireflow.ai/api/v1/workflow/${ID}/trigger`], ['a password', `https://:b@www.wireflow.ai/api/v1/workflow/${ID}/trigger`],
    ['another port', `https://www.wireflow.ai:8443/api/v1/workflow/${ID}/trigger`], ['this machine', `http://127.0.0.1/api/v1/workflow/${ID}/trigger`], ['localhost', `http://localhost:3000/api/v1/workflow/${ID}/trigger`],
    ['no scheme and another host', `//evil.test/workflow/${ID}/trigger`], ['another scheme', `ftp://www.wireflow.ai/api/v1/workflow/${ID}/trigger`], ['a script', 'javascript:alert(1)'],
    ['two dots', `https://www.wireflow.ai/api/v1/workflow/../${ID}/trigger`], ['two dots as the id', 'https://www.wireflow.ai/api/v1/workflow/../trigger'], ['escaped dots', `https://www.wireflow.ai/api/v1/workflow/%2e%2e/${ID}/trigger`],
    ['an escaped slash', 'https://www.wireflow.ai/api/v1/workflow/a%2fb/trigger'], ['an escaped escape', 'https://www.wireflow.ai/api/v1/workflow/%252e%252e/trigger'], ['a backslash', `https:\\\\www.wireflow.ai/api/v1/workflow/${ID}/trigger`],
    ['dots that lead to an id', `https://www.wireflow.ai/api/v1/workflow/x/../${ID}/trigger`], ['escaped dots that lead to an id', `https://www.wireflow.ai/api/v1/workflow/x/%2E%2e/${ID}/trigger`], ['backslashes in the path', `https://www.wireflow.ai\\api\\v1\\workflow\\${ID}\\trigger`], ['a line break inside', `https://www.wireflow.ai/api/v1/work\nflow/${ID}/trigger`],
    ['a query', `https://www.wireflow.ai/api/v1/workflow/${ID}/trigger?x=1`], ['a fragment', `https://www.wireflow.ai/api/v1/workflow/${ID}/trigger#x`],
    ['another path', `https://www.wireflow.ai/api/v1/workflows/${ID}/execute`], ['a longer path', `https://www.wireflow.ai/api/v1/workflow/${ID}/trigger/more`], ['another version', `https://www.wireflow.ai/api/v2/workflow/${ID}/trigger`],
    ['a path that begins alike', `https://www.wireflow.ai/api/v1x/workflow/${ID}/trigger`], ['the editor', 'https://www.wireflow.ai/editor'], ['only the host', 'https://www.wireflow.ai'],
    ['two lines', `${ID}\n${ID}`], ['words', 'my best workflow'], ['a mapping', '{{123__id}}'], ['dots', '..'], ['a dot', '.'], ['a slash', '/'], ['a short id', 'ab'], ['a long id', 'x'.repeat(129)],
    ['an id with a full stop', `${ID}.`], ['an id with a path', `${ID}/trigger`], ['an id with a port', `${ID}:80`], ['an id in quotes', `"${ID}"`], ['letters of another script', 'ｗｈｋ_fake'],
    ['a null character', `${ID}\u0000`], ['a lone surrogate', 'https://\ud800.test/'], ['a path of nothing', '/workflow//trigger'], ['a tricky path', '/workflow/../../trigger'], ['a bad port', 'https://www.wireflow.ai:99999/'],
  ]; // prettier-ignore
  test.each(refused)('%s', async (_name, given) => {
    for (const base of [BASE_URL, LOCAL]) {
      const error = await failure(() => read(given, base));
      expect(error).toMatchObject({ kind: 'bad_input', field: 'webhook' });
      expect(error.problem).toMatch(/Workflow or Webhook/);
      expectReadable(error);
    }
  });

  test.each([undefined, null, '', '  '])('%j is empty', async (given) => {
    expect((await failure(() => read(given))).message).toMatch(/is empty/);
  });

  test.each([{}, [], true, ['whk_fake'], { id: 'whk_fake' }, NaN])('%j is something else than a text', async (given) => {
    expect((await failure(() => read(given))).problem).toBe('The field Workflow or Webhook needs one text, but something else was mapped.');
  });

  test('a number is the text of its digits, where an id can be that short', async () => {
    expect(read(12345678)).toBe('12345678');
    expect((await failure(() => read(7))).problem).toMatch(/is not a Wireflow webhook URL or workflow ID/);
  });

  test('another host is named, an id never is', async () => {
    expect((await failure(() => read('https://hooks.zapier.com/x'))).message).toMatch(/hooks\.zapier\.com, which is not Wireflow/);
    for (const given of [`${ID}.`, `${ID}/trigger`, `${ID}:1`, `https://${ID}/`, `https://${ID}.trigger/`, `https://workflow.${ID}/`, `https://www.wireflow.ai/api/v1/workflow/${ID}/run`]) {
      expect((await failure(() => read(given))).message.toLowerCase()).not.toContain('fake789');
    }
  });
});

describe('whatever is typed', () => {
  const HOSTS = ['www.wireflow.ai', 'wireflow.ai'];
  const part = fc.constantFrom('https://', 'http:', '//', 'www.wireflow.ai', 'evil.test', '@', '/api/v1', '/workflow', 's', '/', '..', '%2e', '%2F', ID, '/trigger', '?', '#', '\\', ':80', '\u0000', '。', '٣', '\ud800', ' ');
  const typed = fc.oneof(fc.array(part, { maxLength: 10 }).map((parts) => parts.join('')), fc.webUrl(), fc.string({ unit: anyCharacter }), fc.anything());

  test('the id that comes out can not change a path, or a sentence says why not', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom(BASE_URL, LOCAL), (given, base) => {
        try {
          expect(read(given, base)).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/);
        } catch (error) {
          if (!(error instanceof WireflowError)) throw error;
          expect(error.message).not.toMatch(/undefined|\[object|whk_/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('an address is taken from no other host', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.constantFrom(...HOSTS)), (host) => {
        const given = `https://${host}/api/v1/workflow/${ID}/trigger`;
        if (HOSTS.includes(host.toLowerCase())) expect(read(given)).toBe(ID);
        else expect(() => read(given)).toThrow(WireflowError);
      }),
      { numRuns: 200 },
    );
  });
});
