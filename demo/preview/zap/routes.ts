import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import app from '../../../index.js';
import type { Bench } from '../bench.js';
import { outcomeOf } from '../outcome.js';
import { markdown } from '../pages/form.js';
import { layout, type Html } from '../pages/layout.js';
import { failureBox, requestTable } from '../pages/result.js';
import { remarksOn, type Remark } from './checks.js';
import { shownFields } from './fields.js';
import { pathOf, remarksPart, stepPage, zapMenu } from './page.js';
import { inputDataOf, runStep, type StepRun } from './run.js';
import { allSteps, findStep, type Step } from './steps.js';

const MS_PER_S = 1000;

/** Pages of the Zap's steps, read from the app's definition. */
export function zapRoutes(bench: Bench): Hono {
  const routes = new Hono();
  const show = (context: Context, title: string, path: string, content: Html) =>
    context.html(layout({ title, tab: 'zap', path, menu: zapMenu(), settings: bench.settings, isLive: bench.isLive, content }));

  routes.get('/', (context) => context.redirect(pathOf(allSteps().find(({ kind, isHidden }) => kind === 'creates' && !isHidden) as Step)));

  routes.get('/connection', async (context) => {
    const tested = await bench.observe(() => outcomeOf(() => bench.zap.run<Record<string, unknown>>('authentication.test')));
    return show(context, 'Connection', '/zap/connection', connectionPage(bench, tested, await remarksOn('authentication')));
  });

  // The bytes that a later step would get: the app's own hydrator fetches them.
  routes.get('/file', async (context) => {
    const fetched = await outcomeOf(() => bench.zap.hydrate(context.req.query('promise') ?? ''));
    if (fetched.failure !== null) return context.text(fetched.failure.sentence, 502);
    const { bytes, type } = bench.standIn.file(fetched.value);
    return context.body(new Uint8Array(bytes), 200, { 'content-type': /^image\//.test(type) ? type : 'application/octet-stream', 'x-content-type-options': 'nosniff' });
  });

  routes.on(['GET', 'POST'], '/:kind/:key', async (context) => {
    const step = findStep(context.req.param('kind'), context.req.param('key'));
    if (step === null) return context.notFound();
    const path = pathOf(step);
    const isSent = context.req.method === 'POST';
    const form = isSent ? await context.req.parseBody() : (bench.drafts.get(path) ?? {});
    bench.drafts.set(path, form);
    // Which fields are pairs is known only once the fields are; they hang on texts alone.
    const { fields } = await shownFields(bench, step, inputDataOf(form, []));
    const inputData = inputDataOf(form, fields);
    const mode = String(form['mode'] ?? 'live');
    const cost = costOf(bench, step);
    const wantsRun = isSent && form['do'] === 'run';
    const isUnpaid = wantsRun && cost !== null && form['pays'] !== 'yes';
    bench.skip(isSent ? Number(form['skip'] ?? 0) * MS_PER_S || 0 : 0);
    const run: StepRun | null = wantsRun && !isUnpaid ? await runStep(bench, step, inputData, mode) : null;
    const shown = await shownFields(bench, step, inputData);
    return show(context, step.label, path, stepPage(bench, { step, shown, inputData, mode, run, cost, isUnpaid, remarks: await remarksOn(`${step.kind}.${step.key}`) }));
  });
  return routes;
}

/** Actions start runs; against Wireflow itself somebody has to say that they may. */
const costOf = (bench: Bench, { kind, label }: Step): string | null => (bench.isLive && kind === 'creates' ? `${label} starts a real run, which costs credits. I want that.` : null);

function connectionPage(bench: Bench, tested: Awaited<ReturnType<typeof outcomeOf<Record<string, unknown>>>>, remarks: readonly Remark[]): Html {
  const { fields = [] } = app.authentication as unknown as { fields?: readonly { key: string; label?: string; helpText?: string; required?: boolean }[] };
  const result = tested.failure === null ? html`<div class="done" role="status"><b>Connected:</b> ${String(tested.value['label'] ?? '')}</div>` : failureBox(tested.failure);
  return html`<div class="columns"><section><h1>Connection</h1><p class="about">What the person who connects Wireflow fills in. Which key it is, the switch above says.</p>
${fields.map(({ key, label, helpText, required }) => html`<div class="field"><span class="key">${key}</span><label>${label ?? key}${required ? html` <span class="required">(required)</span>` : ''}</label>${helpText ? html`<p class="help">${markdown(helpText)}</p>` : ''}</div>`)}${remarksPart(remarks)}</section>
<section><h2>The test of the connection</h2>${result}<h2>Requests</h2>${requestTable(bench.requests.entries)}</section></div>`;
}
