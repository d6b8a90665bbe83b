import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { startProviders } from '../../emulators/providers/index.js';
import type { Emulator, EmulatorOptions } from '../../emulators/wireflow/index.js';
import { expectEqual, expectThat } from '../outside/stories.js';
import type { EndedStep, Step } from './local_runner.js';

/** What a story has to work with: steps of one workflow run, each on a fresh machine. */
export interface World {
  emulator(options?: EmulatorOptions): Promise<Emulator>;
  /** @param id the step's id in the workflow, which a re-run keeps */
  step(at: Emulator, inputs: Readonly<Record<string, string>>, more?: { readonly id?: string; readonly attempt?: number; readonly cancelAt?: RegExp; readonly env?: Readonly<Record<string, string>> }): Promise<EndedStep & Pick<Step, 'folder'>>;
}

export interface Story {
  readonly name: string;
  tell(world: World): Promise<void>;
}

const KEY = 'sk-local-emulator-full';
const WEBHOOK = 'whk_local_text_to_image';
const WORKFLOW = 'cmlocaltexttoimage0000000';
const WANTED = { 'api-key': KEY, webhook: WEBHOOK, prompt: 'A boat' };

function expectEnd({ code, outputs, log }: EndedStep, wanted: number, said: RegExp): void {
  expectEqual(`The exit code, and the output exit-code, after ${log.slice(-400)}`, [code, outputs['exit-code']], [wanted, String(wanted)]);
  expectThat(`The log says ${said}`, said.test(log), log);
}

/** Every outcome that the command line has an exit code for, and what a re-run must not do. */
export const STORIES: readonly Story[] = [
  {
    name: '0: the images as files, outputs and a summary; masked before anything is said',
    async tell({ emulator, step }) {
      const at = await emulator();
      const ended = await step(at, { ...WANTED, webhook: at.webhookUrl('text-to-image'), size: 'story', 'output-directory': 'pictures' });
      expectEnd(ended, 0, /^Saved pictures\/exec_\w+-1\.png$/m);
      const { outputs, summary, log, folder } = ended;
      const id = outputs['execution-id'];
      expectEqual('The status', outputs['status'], 'completed');
      expectEqual('The files', JSON.parse(outputs['image-files'] ?? ''), [`pictures/${id}-1.png`]);
      expectEqual('The links', JSON.parse(outputs['image-urls'] ?? ''), [outputs['image-url']]);
      expectThat('The file lies in the workspace', existsSync(path.join(folder, `workspace/pictures/${id}-1.png`)));
      expectThat('The summary names the run', summary.includes(`<td>Execution</td><td><code>${id}</code></td>`), summary);
      const lines = log.split('\n');
      const masks = lines.filter((line) => line.startsWith('::add-mask::'));
      expectThat('Key and webhook are masked', [KEY, WEBHOOK].every((secret) => masks.includes(`::add-mask::${secret}`)), masks);
      expectEqual('The first lines', lines.slice(0, masks.length), masks);
      expectThat('No secret comes back out', !/whk_|sk-local/.test([...lines.slice(masks.length), summary, JSON.stringify(outputs)].join('\n')));
    },
  },
  {
    name: '0: the summary shows the pictures by their public links',
    async tell({ emulator, step }) {
      const at = await emulator();
      const link = 'https://cdn.example/first.png?signature=1&until=2';
      at.fault({ on: 'poll', times: Infinity, body: { id: 'exec_1', status: 'COMPLETED', finalOutput: { url: link } } });
      const ended = await step(at, { ...WANTED, prompt: 'A | boat <b>`' });
      expectEnd(ended, 0, /is completed/);
      expectThat('The picture stands in the summary', ended.summary.includes('<img src="https://cdn.example/first.png?signature=1&until=2" alt="Image 1"'), ended.summary);
      expectThat('The prompt is words, and no markup', ended.summary.includes('<td>Prompt</td><td><code>A | boat &#60;b&#62;`</code></td>'), ended.summary);
    },
  },
  {
    name: '0: the snippet of docs/ci.md',
    async tell({ emulator, step }) {
      const at = await emulator();
      const [, snippet = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/ci.md', 'utf8')) ?? [];
      const { jobs } = parse(snippet) as { jobs: Record<string, { steps: { with: Record<string, string | number> }[] }> };
      const given = Object.values(jobs)[0]?.steps[0]?.with ?? {};
      const evaluated: Readonly<Record<string, string>> = { '${{ secrets.WIREFLOW_API_KEY }}': KEY, '${{ inputs.prompt }}': 'A boat', YOUR_WORKFLOW_ID: WORKFLOW };
      const ended = await step(at, Object.fromEntries(Object.entries(given).map(([name, value]) => [name, evaluated[String(value)] ?? String(value)])));
      expectEnd(ended, 0, /^Saved images\/exec_\w+-1\.png$/m);
      expectEqual('What the next step would keep', readdirSync(path.join(ended.folder, 'workspace/images')).length, 1);
    },
  },
  {
    name: '0: without a key the run is started, and nothing is waited for',
    async tell({ emulator, step }) {
      const ended = await step(await emulator(), { webhook: WEBHOOK, prompt: 'A boat' });
      expectEnd(ended, 0, /is queued/);
      expectThat('The execution has an ID', /^exec_/.test(ended.outputs['execution-id'] ?? ''));
    },
  },
  {
    name: '0: words of others give the runner no commands',
    async tell({ emulator, step }) {
      const at = await emulator();
      const ended = await step(at, { ...WANTED, prompt: 'A boat\n::add-mask::A\n::error::no\nimage-url<<x\nevil\nx\n', 'wait-minutes': '0' });
      expectEnd(ended, 0, /is queued/);
      expectThat('No command comes from the prompt', !/^::(?!add-mask::(?:sk-|whk_))/m.test(ended.log), ended.log);
      expectEqual('The link', ended.outputs['image-url'], '');
    },
  },
  {
    name: '0: without credits the image is made elsewhere, and a re-run on a fresh machine buys no second one',
    async tell({ emulator, step }) {
      const at = await emulator();
      const providers = await startProviders({ clock: 'real', durationMs: 300, pictures: 'plain' });
      try {
        at.credits = 0;
        const { account, url } = providers.bfl;
        const inputs = { 'api-key': KEY, workflow: WORKFLOW, prompt: 'A boat', fallback: 'bfl', 'output-directory': 'pictures' };
        const use = { id: 'night', env: { BFL_BASE_URL: url, BFL_API_KEY: account.key } };
        const ended = await step(at, inputs, use);
        expectEnd(ended, 0, /^Saved pictures\/.+-1\.png$/m);
        expectThat('The summary says who made it and for how much', /Made by .* for \$0\.\d+, because Wireflow could not start it/.test(ended.summary), ended.summary);
        expectThat('The key that paid is masked', ended.log.includes(`::add-mask::${account.key}`));
        expectEnd(await step(at, inputs, { ...use, attempt: 2 }), 6, /an image from another provider can not be recognised/);
        expectEqual('Bought', account.requests.filter(({ method }) => method === 'POST').length, 1);
      } finally {
        await providers.close();
      }
    },
  },
  {
    name: '1: the run failed',
    async tell({ emulator, step }) {
      const ended = await step(await emulator(), { 'api-key': KEY, workflow: 'cmlocalalwaysfails0000000' });
      expectEnd(ended, 1, /^::error title=Wireflow::The execution exec_\w+ ended as failed: /m);
      expectEqual('The status', ended.outputs['status'], 'failed');
    },
  },
  {
    name: '2: wrong usage, and the missing secrets of a pull request from a fork',
    async tell({ emulator, step }) {
      const at = await emulator();
      const [empty, fork] = await Promise.all([step(at, { ...WANTED, prompt: '' }), step(at, { prompt: 'A boat' })]);
      expectEnd(empty, 2, /^::error title=Wireflow::The input prompt is empty\./m);
      expectEnd(fork, 2, /a pull request from a fork or of Dependabot gets no secrets/);
      expectEqual('Runs started', at.executions.length, 0);
    },
  },
  {
    name: '3: the key is refused',
    async tell({ emulator, step }) {
      const at = await emulator();
      expectEnd(await step(at, { 'api-key': 'sk-local-emulator-expired', workflow: WORKFLOW, prompt: 'A boat' }), 3, /^::error title=Wireflow::The Wireflow API key has expired\./m);
      expectEqual('Runs started', at.executions.length, 0);
    },
  },
  {
    name: '4: over the cap',
    async tell({ emulator, step }) {
      const at = await emulator();
      expectEnd(await step(at, { ...WANTED, 'max-credits': '3' }), 4, /input max-credits allows 3, and this execution would cost 10 credits/);
      expectEqual('Runs started', at.executions.length, 0);
    },
  },
  {
    name: '5: busy, and nothing was started',
    async tell({ emulator, step }) {
      const at = await emulator();
      at.fault({ on: 'trigger', status: 429, headers: { 'retry-after': '7' } });
      expectEnd(await step(at, WANTED), 5, /Nothing was started; run the job again after the wait/);
      expectEqual('Runs started', at.executions.length, 0);
    },
  },
  {
    name: '6: may have started; a re-run says so too, and starts nothing',
    async tell({ emulator, step }) {
      const at = await emulator();
      at.fault({ on: 'trigger', drop: 'after' });
      expectEnd(await step(at, WANTED, { id: 'lost' }), 6, /^::error title=Wireflow::.*may have started/m);
      expectEnd(await step(at, WANTED, { id: 'lost', attempt: 2 }), 6, /^::error title=Wireflow::This is attempt 2 of the workflow run/m);
      expectEqual('Runs started', at.executions.length, 1);
    },
  },
  {
    name: '7: not finished in time, with the ID',
    async tell({ emulator, step }) {
      const at = await emulator({ durationMs: 60_000 });
      const ended = await step(at, { ...WANTED, 'wait-minutes': '0.02' });
      expectEnd(ended, 7, /^::error title=Wireflow::The execution exec_\w+ has not finished in time/m);
      expectEqual('The ID', ended.outputs['execution-id'], at.executions[0]?.id);
    },
  },
  {
    name: '7: the image is there, and can not be saved',
    async tell({ emulator, step }) {
      const at = await emulator();
      at.fault({ on: ({ path: asked }) => asked.startsWith('/cdn/'), times: Infinity, status: 404 });
      const ended = await step(at, { ...WANTED, 'output-directory': 'pictures' });
      expectEnd(ended, 7, /^::warning title=Wireflow::Image 1 was not saved: its host answers HTTP 404\./m);
      expectEqual('The status', ended.outputs['status'], 'completed');
    },
  },
  {
    name: '130: cancelled, with the ID',
    async tell({ emulator, step }) {
      const at = await emulator({ durationMs: 60_000 });
      const ended = await step(at, WANTED, { cancelAt: /Started exec_/ });
      expectEnd(ended, 130, /^::warning title=Wireflow::Interrupted\. The execution exec_\w+ goes on/m);
      expectEqual('The ID', ended.outputs['execution-id'], at.executions[0]?.id);
    },
  },
  {
    name: 'a re-run on a fresh machine gets the same image of a workflow, and another step another one',
    async tell({ emulator, step }) {
      const at = await emulator();
      const inputs = { 'api-key': KEY, workflow: WORKFLOW, prompt: 'A boat', 'wait-minutes': '0' };
      const first = await step(at, inputs, { id: 'same' });
      const again = await step(at, inputs, { id: 'same', attempt: 2 });
      const other = await step(at, inputs, { id: 'other', attempt: 2 });
      expectEqual('The exit codes', [first.code, again.code, other.code], [0, 0, 0]);
      expectEqual('The re-run has the same run', again.outputs['execution-id'], first.outputs['execution-id']);
      expectThat('Another step has another run', other.outputs['execution-id'] !== first.outputs['execution-id']);
      expectEqual('Runs started', at.executions.length, 2);
    },
  },
];
