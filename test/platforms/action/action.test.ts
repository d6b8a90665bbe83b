import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { INPUTS } from '../../../platforms/action/inputs.js';
import { BUNDLE, openWorkplace, type Step, type Workplace } from './workplace.js';

const definition = parse(readFileSync('platforms/action/action.yml', 'utf8')) as {
  readonly inputs: Record<string, { readonly description: string; readonly required: boolean; readonly default?: string }>;
  readonly outputs: Record<string, { readonly description: string }>;
  readonly runs: { readonly using: string; readonly main: string };
};

test('the committed bundle is what the sources make (npm run action:build)', async () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['action:build']).toContain('--format=esm --platform=node --target=node24 --legal-comments=inline');
  const { outputFiles } = await build({ entryPoints: ['platforms/action/main.ts'], bundle: true, format: 'esm', platform: 'node', target: 'node24', legalComments: 'inline', write: false });
  expect(outputFiles[0]?.text === readFileSync(BUNDLE, 'utf8')).toBe(true);
});

test('action.yml names what the code reads and writes, and runs the bundle', () => {
  expect(Object.keys(definition.inputs)).toEqual([...INPUTS]);
  expect(Object.values(definition.inputs).filter(({ required }) => required)).toEqual([]);
  expect(definition.inputs['matrix-leg']?.default).toBe('${{ strategy.job-index }}');
  expect(definition.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
  expect([...Object.values(definition.inputs), ...Object.values(definition.outputs)].filter(({ description }) => !/^[A-Z].*\.$/.test(description) && !/^queued/.test(description))).toEqual([]);
});

let place: Workplace;
beforeAll(async () => void (place = await openWorkplace()));
afterAll(() => place.close());
const step: Workplace['step'] = (...use) => place.step(...use);
const world: Workplace['world'] = (options) => place.world(options);

const KEY = 'sk-local-emulator-full';
const WEBHOOK = 'whk_local_text_to_image';
const WORKFLOW = 'cmlocaltexttoimage0000000';
const wanted = { 'api-key': KEY, webhook: WEBHOOK, prompt: 'A boat' };

describe('as the runner runs it', () => {
  test('0: outputs, files and a summary; the key and the webhook are masked before anything is said', async () => {
    const real = await world({ clock: 'real' });
    const { code, log, outputs, summary } = await place.bundle({ ...wanted, webhook: real.webhookUrl('text-to-image'), size: 'story', 'output-directory': 'pictures' }, real);
    expect(code).toBe(0);
    const id = outputs['execution-id'];
    expect(outputs).toMatchObject({ status: 'completed', 'image-url': expect.stringMatching(/^http/), 'exit-code': '0', 'run-id': expect.stringContaining('owner/repository/1234/images/') });
    expect(JSON.parse(outputs['image-files'] ?? '')).toEqual([`pictures/${id}-1.png`]);
    expect(JSON.parse(outputs['image-urls'] ?? '')).toEqual([outputs['image-url']]);
    expect(existsSync(path.join(place.folder, `pictures/${id}-1.png`))).toBe(true);
    expect(summary).toContain(`<td>Execution</td><td><code>${id}</code></td>`);
    const lines = log.split('\n');
    const masks = lines.filter((line) => line.startsWith('::add-mask::'));
    expect(masks).toEqual(expect.arrayContaining([`::add-mask::${KEY}`, `::add-mask::${WEBHOOK}`]));
    expect(lines.slice(0, masks.length)).toEqual(masks);
    expect([lines.slice(masks.length).join('\n'), summary, JSON.stringify(outputs)].join('\n')).not.toMatch(/whk_|sk-local/);
  });

  test('a link that holds the webhook’s ID is handed on whole, with a warning of what GitHub makes of it', async () => {
    const link = `${place.emulator.url}/cdn/${WEBHOOK}/a.png`;
    for (const [url, warns] of [[link, true], [link.replace(WEBHOOK, 'other'), false]] as const) {
      place.emulator.fault({ on: 'poll', body: { status: 'COMPLETED', finalOutput: { url } } });
      const { log, outputs } = await step({ ...wanted, 'run-id': `link ${warns}` });
      expect(outputs).toMatchObject({ status: 'completed', 'image-url': url, 'image-urls': JSON.stringify([url]) });
      expect(/::warning title=Wireflow::The link of an image holds the ID that starts the workflow/.test(log)).toBe(warns);
    }
  });

  test('1: the run failed', async () => {
    const { code, log, outputs } = await step({ 'api-key': KEY, workflow: 'cmlocalalwaysfails0000000' });
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ status: 'failed', 'exit-code': '1', 'image-url': '' });
    expect(log).toMatch(/^::error title=Wireflow::The execution exec_\w+ ended as failed: /m);
  });

  test('2: wrong usage', async () => {
    const { code, log, outputs } = await step({ ...wanted, prompt: '' });
    expect(code).toBe(2);
    expect(log).toMatch(/^::error title=Wireflow::The input prompt is empty\. Say what the image should show\./m);
    expect(outputs['execution-id']).toBeUndefined();
  });

  test('2: no secrets, as on a pull request from a fork', async () => {
    const { code, log } = await step({ prompt: 'A boat' });
    expect(code).toBe(2);
    expect(log).toContain('a pull request from a fork or of Dependabot gets no secrets');
  });

  describe('where GitHub keeps the key from a stranger’s pull request', () => {
    const event = (name: string, repository: unknown) => {
      const file = path.join(place.folder, 'event.json');
      writeFileSync(file, JSON.stringify({ pull_request: { head: { repo: repository } } }));
      return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file };
    };
    const fork = { full_name: 'stranger/repository' };

    test.each<[string, () => Record<string, string>, number]>([
      ['a fork’s', () => event('pull_request', fork), 3],
      ['a deleted fork’s', () => event('pull_request_review', null), 3],
      ['Dependabot’s', () => ({ GITHUB_ACTOR: 'dependabot[bot]', GITHUB_EVENT_NAME: 'push' }), 3],
      ['a branch’s', () => event('pull_request', { full_name: 'owner/repository' }), 0],
      ['another event’s', () => event('push', fork), 0],
      ['one without a file', () => ({ GITHUB_EVENT_NAME: 'pull_request' }), 0],
    ])('%s', async (_, env, code) => {
      const at = await world({});
      const without = await step({ workflow: WORKFLOW, prompt: 'A boat' }, { at, env: env() });
      expect([without.code, at.executions.length]).toEqual([code, code === 0 ? 1 : 0]);
      if (code !== 0) expect(without.log).toMatch(/forks and from Dependabot get no secrets, so the input api-key is empty\. Nothing was started/);
      expect((await step({ webhook: WEBHOOK, prompt: 'A boat' }, { at, env: env() })).code).toBe(0);
      expect((await step({ 'api-key': KEY, workflow: WORKFLOW, prompt: 'A boat' }, { at, env: env() })).code).toBe(0);
    });

    test.each([
      [{ prompt: 'x', provider: 'bfl' }, 'Set BFL_API_KEY to it in the env of the step, from a secret; a pull request from a fork or of Dependabot gets no secrets.'],
      [{ prompt: 'x', webhook: WEBHOOK, 'max-credits': '5' }, 'Hand a key to the input api-key, from a secret (a pull request from a fork or of Dependabot gets no secrets), or leave it empty.'],
    ])('%j says where the secret belongs', async (inputs, words) => expect((await step(inputs as never)).log).toContain(words));
  });

  test('3: the key is refused', async () => {
    const { code, log } = await step({ ...wanted, 'api-key': 'sk-local-emulator-expired', workflow: WORKFLOW, webhook: '' });
    expect(code).toBe(3);
    expect(log).toMatch(/^::error title=Wireflow::The Wireflow API key has expired\./m);
  });

  test('4: over the cap', async () => {
    const { code, log } = await step({ ...wanted, 'max-credits': '3' });
    expect(code).toBe(4);
    expect(log).toMatch(/input max-credits allows 3, and this execution would cost 10 credits/i);
  });

  test('4: a cost that is not certain, in the words of the Action', async () => {
    const { code, log } = await step({ ...wanted, size: '2048x2048', 'max-credits': '30' });
    expect(code).toBe(4);
    expect(log).toMatch(/set the input uncertain-cost to start, or leave the input max-credits out/);
    expect((await step({ ...wanted, size: '2048x2048', 'max-credits': '30', 'uncertain-cost': 'start', 'wait-minutes': '0' })).code).toBe(0);
  });

  test('5: busy, and nothing was started', async () => {
    const at = await world({});
    at.fault({ on: 'trigger', status: 429, headers: { 'retry-after': '7' } });
    const { code, log } = await step(wanted, { at });
    expect(code).toBe(5);
    expect(log).toMatch(/Nothing was started; run the job again after the wait/);
    expect(at.executions).toEqual([]);
  });

  test('6: may have started, and a re-run says the same and starts nothing', async () => {
    const at = await world({});
    at.fault({ on: 'trigger', drop: 'after' });
    const first = await step(wanted, { at, id: 'lost' });
    const again = await step(wanted, { at, id: 'lost', attempt: 2, machine: 'another' });
    expect([first.code, again.code, at.executions.length]).toEqual([6, 6, 1]);
    expect(again.log).toMatch(/::error title=Wireflow::This is attempt 2 of the workflow run/);
  });

  test('7: not finished in time, with the ID', async () => {
    const at = await world({ durationMs: 60_000 });
    const { code, outputs, log } = await step({ ...wanted, 'wait-minutes': '0.4' }, { at });
    expect(code).toBe(7);
    expect(outputs).toMatchObject({ 'execution-id': at.executions[0]?.id, status: 'running' });
    expect(log).toMatch(/^::error title=Wireflow::The execution exec_\w+ has not finished in time/m);
  });

  test('130: cancelled, with the ID', async () => {
    const at = await world({ durationMs: 60_000 });
    const { code, outputs, log } = await step(wanted, { at, cancelAt: /Started exec_/ });
    expect(code).toBe(130);
    expect(outputs['execution-id']).toBe(at.executions[0]?.id);
    expect(log).toMatch(/^::warning title=Wireflow::Interrupted\. The execution exec_\w+ goes on/m);
  });

  test('without a key the run is started, and the step is done', async () => {
    const { code, outputs } = await step({ webhook: WEBHOOK, prompt: 'A boat' });
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ 'execution-id': expect.stringMatching(/^exec_/), status: 'queued', 'image-urls': '[]' });
  });

  test('a re-run on a fresh machine gets the same image of a workflow; another leg, step or prompt another one', async () => {
    const at = await world({});
    const inputs = { 'api-key': KEY, workflow: WORKFLOW, prompt: 'A boat', 'wait-minutes': '0' };
    const ids = async (...uses: Promise<Step>[]) => (await Promise.all(uses)).map(({ outputs }) => outputs['execution-id']);
    const [first] = await ids(step(inputs, { at, id: 'same' }));
    const [again, leg, prompt, other] = await ids(
      step(inputs, { at, id: 'same', attempt: 2, machine: 'fresh' }),
      step({ ...inputs, 'matrix-leg': '1' }, { at, id: 'same', attempt: 3, machine: 'leg' }),
      step({ ...inputs, prompt: 'A kite' }, { at, id: 'same', attempt: 4, machine: 'prompt' }),
      step(inputs, { at, id: 'other' }),
    );
    expect(again).toBe(first);
    expect(new Set([first, leg, prompt, other]).size).toBe(4);
  });

  test('a file of prompts is known by what it says', async () => {
    const at = await world({});
    const inputs = { 'api-key': KEY, workflow: WORKFLOW, 'prompt-file': 'made.txt', 'wait-minutes': '0' };
    const idFor = async (words: string, attempt: number) => {
      writeFileSync(path.join(place.folder, 'made.txt'), words);
      return (await step(inputs, { at, id: 'file', attempt, machine: `file ${attempt}` })).outputs['execution-id'];
    };
    const [boat, again, kite] = [await idFor('A boat', 1), await idFor('A boat', 2), await idFor('A kite', 3)];
    expect([again === boat, kite === boat]).toEqual([true, false]);
  });

  test('a file of prompts is read in UTF-8 and UTF-16, and in no other letters', async () => {
    const at = await world({});
    const bodies = () => at.requests.filter(({ endpoint }) => endpoint === 'trigger').map(({ body }) => (JSON.parse(body) as { prompt: string }).prompt);
    for (const bytes of [Buffer.from('\ufeffGrüße\n'), Buffer.from('\ufeffGrüße', 'utf16le'), Buffer.from('Grüße', 'latin1')]) {
      writeFileSync(path.join(place.folder, 'letters.txt'), bytes);
      const { code, log } = await step({ webhook: WEBHOOK, 'prompt-file': 'letters.txt' }, { at });
      if (code !== 0) expect([code, log]).toEqual([2, expect.stringContaining('The file that the input prompt-file names is not in UTF-8.')]);
    }
    expect(bodies()).toEqual(['Grüße', 'Grüße']);
  });

  test('a prompt from a file, inputs in lines and as JSON, and a run-id of one’s own', async () => {
    const at = await world({});
    writeFileSync(path.join(place.folder, 'prompt.txt'), 'A boat\n“at sea”\n');
    await step({ webhook: WEBHOOK, 'prompt-file': 'prompt.txt', inputs: 'Mood = calm\n# a note\nTag=a=b', 'run-id': 'mine' }, { at, attempt: 2 });
    await step({ webhook: WEBHOOK, prompt: '-', inputs: '{"Mood": "calm", "Steps": 7, "Mark": 9007199254740993}' }, { at });
    expect(at.requests.filter(({ endpoint }) => endpoint === 'trigger').map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { prompt: 'A boat\n“at sea”', Mood: 'calm', Tag: 'a=b' },
      { prompt: '-', Mood: 'calm', Steps: '7', Mark: '9007199254740993' },
    ]);
    expect((await step({ webhook: WEBHOOK, prompt: 'x', inputs: 'Mood' }, { at })).code).toBe(2);
  });
});
