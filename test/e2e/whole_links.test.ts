import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import { startWorld, type World } from '../helpers/app.js';
import { openTerminal, type Terminal } from '../platforms/cli/terminal.js';

let world: World;
beforeEach(async () => void (world = await startWorld()));
afterEach(() => world.close());

/** A service that answers a start, and each look, with a finished run, an error that is none, and a link with the id in it. */
const finish = (id: string, link: string) => {
  const body = { executionId: 'exec_one', status: 'COMPLETED', success: true, error: 0, errors: [], message: 'null', workflowId: id, nodeStates: [{ id: 'n', status: 'COMPLETED', error: 'None', output: { images: [{ url: link }] } }] };
  for (const on of ['trigger', 'run', 'poll'] as const) world.emulator.fault({ on, status: 200, times: Infinity, body });
};
const WANTED = { status: 'completed', error: null, message: null, image_count: 1 };

describe.each(['whk_local_text_to_image', 'b7c1d2e3f4', 'cmlocaltexttoimage0000000'])('a picture’s link with %s in it arrives whole, and an error that is none does not arrive', (id) => {
  const linkTo = () => `${world.emulator.url}/outputs/${id}/a.png?x=${id}`;
  beforeEach(() => finish(id, linkTo()));

  test('on Zapier, with and without a key and a wait', async () => {
    for (const [zap, more] of [[world.zap, {}], [world.zap, { wait: 'up_to_25_s' }], [world.keyless, {}]] as const) {
      expect(await zap.run<ExecutionOutput>('creates.generate_image.operation.perform', { webhook: id, prompt: 'A boat', ...more })).toMatchObject({ ...WANTED, image_url: linkTo() });
    }
    expect(await world.zap.run<ExecutionOutput>('creates.run_workflow.operation.perform', { workflow: 'cmlocaltexttoimage0000000' })).toMatchObject({ ...WANTED, image_url: linkTo() });
  });
});

describe('on the command line', () => {
  let terminal: Terminal;
  beforeEach(async () => void (terminal = await openTerminal()));
  afterEach(() => terminal.close());

  test('the same', async () => {
    const link = `${terminal.emulator.url}/outputs/whk_local_text_to_image/a.png`;
    for (const on of ['trigger', 'poll'] as const) terminal.emulator.fault({ on, status: 200, times: Infinity, body: { executionId: 'exec_one', status: 'COMPLETED', error: { message: null, code: null }, finalOutput: { url: link } } });
    const { lines } = await terminal.run(['generate', '--prompt', 'x', '--json']);
    expect(lines[0]).toMatchObject({ status: 'completed', error: null, image_url: link });
  });
});
