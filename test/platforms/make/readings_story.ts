import { clockMovedBy, MakeEngine, type HttpRequest, type MakeApp, type Readings } from '../../../emulators/make/index.js';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const NOW = Date.parse('2026-03-20T12:00:00Z');
const link = (name: string) => `https://cdn.wireflow.ai/${name}`;

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly bytes?: Buffer;
}

/** A run that gives two drafts at the first look, and one final picture at the second: fewer links than before. */
const LOOKS: readonly unknown[] = [
  { status: 'RUNNING', nodeStates: [{ nodeId: 'a', outputUrls: [link('draft-1.png'), link('draft-2.png')] }] },
  { status: 'COMPLETED', startTime: '2026-03-20 12:00:00', endTime: 1774008010, nodeStates: [{ nodeId: 'a', outputUrls: [link('my photo.png')] }] },
];
const runsOn = (page: number) =>
  Array.from({ length: page < 3 ? 100 : 7 }, (_, at) => {
    const endedMs = NOW - ((page - 1) * 100 + at) * 1000;
    return { id: `exec_${page}_${at}`, status: 'COMPLETED', startTime: new Date(endedMs - 500).toISOString(), endTime: new Date(endedMs).toISOString().replace('Z', '+00:00') };
  });

/** A Wireflow of a few fixed answers, and Make's engine beside it. */
function world(app: MakeApp, readings: Partial<Readings>) {
  const sent: HttpRequest[] = [];
  let nowMs = NOW;
  let looks = 0;
  let refusal: Answer | null = null;
  const answer = ({ method, url }: HttpRequest): Answer => {
    const { pathname, searchParams } = new URL(url);
    if (refusal && method === 'POST') return refusal;
    if (pathname.endsWith('/trigger')) return { status: 202, body: { executionId: 'exec_1', status: 'queued' } };
    if (pathname.endsWith('/estimate')) return { body: { data: { estimatedCredits: '9.50', sufficient: true } } };
    if (pathname.endsWith('/run')) return method === 'GET' ? { body: { inputs: [{ nodeId: 'photo', label: 'Photo', type: 'image', default: link('sample.png') }, { nodeId: 'p', label: 'Prompt', type: 'text' }] } } : { status: 201, body: { data: { executionId: 'exec_2' } } };
    if (pathname.endsWith('/poll')) return { body: LOOKS[Math.min(looks++, LOOKS.length - 1)] };
    if (pathname.endsWith('/usage')) return { body: { credits: 0 } };
    if (pathname.endsWith('/executions')) return { body: { data: runsOn(Number(searchParams.get('page') ?? 1)) } };
    return { bytes: PNG };
  };
  const engine = new MakeEngine(app, {
    readings,
    clock: clockMovedBy({ now: () => nowMs, advance: (ms) => void (nowMs += ms) }),
    send: async (request) => {
      sent.push(request);
      const { status = 200, body, bytes } = answer(request);
      return { status, headers: { 'content-type': bytes ? 'image/png' : 'application/json', 'x-request-id': 'req_1' }, body: bytes ?? Buffer.from(JSON.stringify(body)) };
    },
  });
  const connection = { id: 'apiKey', label: null, data: { apiKey: 'sk-fake-000000000000' } };
  return { engine, connection, sent, pass: (ms: number) => void (nowMs += ms), refuse: (answered: Answer | null) => void (refusal = answered) };
}

/** What must come out, however Make is read. */
export const STORY_TOLD = {
  generated: { body: { prompt: 'a fox', aspect_ratio: '1:1', mood: 'calm' }, id: 'exec_1', status: 'queued' },
  ran: { inputs: { photo: link('mine.png'), p: 'a fox' }, key: true, status: 'completed', images: [link('my%20photo.png')], count: 1, started: '2026-03-20T12:00:00.000Z', finished: '2026-03-20T12:00:10.000Z' },
  withoutImage: 'DataError sample image 0',
  tooDear: 'DataError allows 9',
  balance: 0,
  refused: ['OutOfSpaceError needs 10', 'RateLimitError Nothing was started', 'DataError may have started'],
  panel: [300, '2026-03-20T12:00:00.000Z'],
  polled: [207, 207],
  downloaded: ['a b.png', 'image/png', 'a%20b.jpg'],
};

/** The main jobs of the app, told in what is sent and what comes back. */
export async function tellStory(app: MakeApp, readings: Partial<Readings>): Promise<unknown> {
  const { engine, connection, sent, pass, refuse } = world(app, readings);
  type Bundle = Readonly<Record<string, unknown>>;
  const one = async (module: string, values: Bundle, keyed = true) => (await engine.run(module, values, { connection: keyed ? connection : null }))[0] as Bundle;
  const fails = (run: Promise<unknown>, words: RegExp) => run.then((bundle) => `no error: ${JSON.stringify(bundle)}`, (error: { type: string; message: string }) => `${error.type} ${words.exec(error.message)?.[0] ?? error.message}`);
  const bodyOf = (end: string): Bundle => JSON.parse(String(sent.findLast(({ url, method }) => method === 'POST' && url.endsWith(end))?.body)) as Bundle;
  const run = { wf_workflow: 'cm1abc123', wf_prompt: 'a fox', wf_more_inputs: [{ key: 'photo', value: link('mine.png') }, { key: 'empty', value: '' }] };

  const started = await one('generateImage', { webhook: 'whk_example1', prompt: 'a fox', size: 'square', style: '', seed: '', image_url: null, more_inputs: [{ name: 'mood', value: 'calm' }] }, false);
  const { prompt, aspect_ratio, mood } = bodyOf('/trigger');
  const ran = await one('runWorkflow', { ...run, wf_run_id: 'row 5', wf_max_credits: 10, wf_uncertain_cost: 'start' });
  const start = sent.findLast(({ url, method }) => method === 'POST' && url.endsWith('/run'));
  const starts = () => sent.filter(({ url, method }) => method === 'POST' && url.endsWith('/run')).length;
  const before = starts();
  const withoutImage = await fails(one('runWorkflow', { wf_workflow: 'cm1abc123', wf_prompt: 'a fox' }), /sample image/);
  const tooDear = await fails(one('runWorkflow', { ...run, wf_max_credits: 9, wf_uncertain_cost: 'start' }), /allows 9/);
  const refused: string[] = [];
  for (const [status, body, words] of [[402, { error: 'no', requiredCredits: 10, availableCredits: 3 }, /needs 10/], [429, { error: 'slow' }, /Nothing was started/], [500, '<html>', /may have started/]] as const) {
    refuse({ status, body });
    refused.push(await fails(one('generateImage', { webhook: 'whk_example1', prompt: 'x' }, false), words));
  }
  refuse(null);
  const { credits } = await one('getCreditBalance', {});
  // What has ended just now waits for the next look.
  pass(60_000);
  const rows = await engine.epoch('watchExecutions', {}, { connection });
  const active = engine.activate('watchExecutions', { limit: 1000 }, { since: new Date(NOW - 3_600_000) }, { connection });
  const polled = (await active.poll()) as Bundle[];
  const file = await one('downloadImage', { url: link('a%20b.jpg') });
  const iso = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  return {
    generated: { body: { prompt, aspect_ratio, mood }, id: started['execution_id'], status: started['status'] },
    ran: { inputs: (JSON.parse(String(start?.body)) as Bundle)['inputs'], key: /^[0-9a-f]{64}$/.test(start?.headers['idempotency-key'] ?? ''), status: ran['status'], images: ran['image_urls'], count: ran['image_count'], started: iso(ran['started_at']), finished: iso(ran['finished_at']) },
    withoutImage: `${withoutImage} ${starts() - before}`,
    tooDear,
    balance: credits,
    refused,
    panel: [Math.min(rows.length, 300) >= 207 ? 300 : rows.length, iso(rows[0]?.date)],
    polled: [polled.length, new Set(polled.map(({ execution_id: id }) => id)).size],
    downloaded: [file['fileName'], file['content_type'], sent.at(-1)?.url.split('/').at(-1)],
  };
}
