import { READINGS } from '../../../../emulators/make/index.js';
import { fixedService, type Bundle, type FixedAnswer } from './fixed_service.js';
import { failureOf } from './world.js';

const ELSEWHERE = { location: 'https://elsewhere.example/' };
/** What stands under such a status: mostly a page, and in the worst case what would be taken for a whole, empty list. */
const BODIES: readonly (readonly [what: string, answer: FixedAnswer])[] = [
  ['a page', { bytes: Buffer.from('<html>Moved</html>'), type: 'text/html' }],
  ['nothing', { bytes: Buffer.from(''), type: 'text/html' }],
  ['an empty list', { body: { data: [] } }],
];
const WATCHED = { status: 'completed', list: 'account', limit: 10 };
const READS: readonly (readonly [id: string, values: Bundle])[] = [
  ['getExecution', { execution_id: 'exec_1' }],
  ['waitForExecution', { execution_id: 'exec_1', longest_wait: 30 }],
  ['listWorkflows', {}],
  ['getCreditBalance', {}],
  ['estimateRun', { workflow: 'wf1' }],
  ['watchExecutions', WATCHED],
];
const CASES = READINGS.redirects.flatMap((redirects) => READS.flatMap(([id, values]) => BODIES.map(([what, answer]) => ({ redirects, id, values, what, answer }))));

const looked = (service: ReturnType<typeof fixedService>, id: string, values: Bundle): Promise<unknown> =>
  id === 'watchExecutions' ? service.engine.activate(id, values, 'all', { connection: service.connection }).poll() : service.run(id, values);

test.each(CASES)('$id that is answered 302 with $what, taken for $redirects, says what to do and asks nobody else', async ({ redirects, id, values, answer }) => {
  const service = fixedService(() => ({ status: 302, headers: ELSEWHERE, ...answer }), { redirects });
  const failure = await failureOf(looked(service, id, values));
  expect(failure.message).toMatch(/sends this request to another address .* Tell the maintainers|is not (an execution|a list of \w+)\. Try again/);
  expect(failure.message).not.toMatch(/refused|Check the field|tarted/);
  expect(service.sent.map(({ url }) => new URL(url).host)).not.toContain('elsewhere.example');
});

describe.each(READINGS.redirects)('a redirect that Make takes for %s', (redirects) => {
  test('in the middle of the list of executions is not taken for its end: the next look has all of them', async () => {
    const run = (at: number) => ({ id: `exec_${at}`, status: 'COMPLETED', startTime: `2026-03-20T11:${at}:00Z`, endTime: `2026-03-20T11:${at}:30Z` });
    let isMoved = true;
    const service = fixedService(({ url }) => {
      const page = Number(new URL(url).searchParams.get('page') ?? 1);
      if (page === 2 && isMoved) return { status: 302, headers: ELSEWHERE, body: { executions: [] } };
      return { body: { executions: page > 2 ? [] : [run(60 - page * 10)], totalPages: 2 } };
    }, { redirects });
    const trigger = service.engine.activate('watchExecutions', WATCHED, 'all', { connection: service.connection });
    await failureOf(trigger.poll());
    isMoved = false;
    expect((await trigger.poll()).map((bundle) => (bundle as Bundle)['execution_id'])).toEqual(['exec_40', 'exec_50']);
  });

  test.each([
    ['the cost', { wf_max_credits: 10 }],
    ['the images', { wf_check_images: true }],
  ])('of the question for %s before a start leaves nothing started, and says so', async (_what, values) => {
    const service = fixedService(({ method, url }) => (method === 'POST' && url.endsWith('/run') ? { status: 202, body: { executionId: 'exec_1' } } : { status: 302, headers: ELSEWHERE, body: [] }), { redirects });
    const failure = await failureOf(service.run('runWorkflow', { wf_workflow: 'wf1', wf_wait: false, ...values }, [{ name: 'wf_check_images', type: 'boolean' }]));
    expect(failure.message).toMatch(/another address .* Nothing was started\. Tell the maintainers/);
    expect(service.starts()).toHaveLength(0);
  });

  test('of a start is said once to be unknown', async () => {
    const service = fixedService(() => ({ status: 307, headers: ELSEWHERE }), { redirects });
    const { message } = await failureOf(service.run('generateImage', { prompt: 'x' }));
    expect(message.match(/may have started/g)).toHaveLength(1);
    expect(message).not.toContain('Nothing was started');
  });
});
