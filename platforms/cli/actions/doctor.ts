import { doctor as definition } from '../commands/doctor.js';
import { baseUrlFrom } from '../../../core/api/base_url.js';
import type { WireflowClient } from '../../../core/api/client.js';
import type { Transport } from '../../../core/api/transport.js';
import { amountInWords } from '../../../core/model/amounts.js';
import { WireflowError } from '../../../core/model/errors.js';
import { dollars } from '../../../core/prices/dollars.js';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import { codeOfKind, EXIT, type ExitCode } from '../exit_codes.js';
import { stateFolder } from '../files/state_folder.js';
import type { Host } from '../host.js';
import { columns } from '../printing/columns.js';
import { sentenceOf } from '../printing/words.js';
import { untilInterrupted } from '../runs/interruption.js';
import { KEY_VARIABLES, providersOf } from '../runs/purchase.js';
import { openSession, type Session } from '../runs/session.js';
import { readTarget } from '../runs/start_values.js';
import type { Call } from '../definition/command.js';

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'fault' | 'unknown' | 'left out';
  readonly message: string;
  readonly code?: ExitCode;
}

const MS_PER_S = 1000;
const LOOK_MS = 30_000;
/** Times of runs that are compared with this clock are off by as much; a minute disturbs nothing. */
const LARGEST_SKEW_MS = 60 * MS_PER_S;

export async function doctor(call: Call): Promise<ExitCode> {
  const { host, printer, values } = call;
  const dates: number[] = [];
  const session = await openSession(call, (transport) => readingDates(transport, (serverMs) => dates.push(serverMs - host.now())));
  const webhook = typeof values['webhook'] === 'string' ? values['webhook'] : undefined;
  const checking = (async () => [
    { check: 'Node.js', state: 'ok', message: process.version } as const,
    { check: 'address', state: 'ok', message: baseUrlFrom(host.env) } as const,
    await stateFinding(session, stateFolder(host.env)),
    await webhookFinding(() => readTarget(host, session, { webhook, workflow: undefined }), session.client, webhook ?? host.env['WIREFLOW_WEBHOOK']),
    ...(await keyFindings(session.client)),
    ...(await providerFindings(host)),
    limitFinding(session.client, host.now()),
    clockFinding(dates),
  ])();
  const findings: readonly Finding[] = await untilInterrupted(checking, session.signal, () => session.stage);
  if (printer.isJson) for (const { check, state, message } of findings) printer.result({ check, state, message }, '');
  else printer.result({}, columns(findings.map(({ check, state, message }) => [check, state, message])));
  return findings.find(({ state }) => state === 'fault')?.code ?? EXIT.done;
}

function readingDates(transport: Transport, onDate: (serverMs: number) => void): Transport {
  return async (request) => {
    const response = await transport(request);
    const date = Date.parse(response.header('date') ?? '');
    if (!Number.isNaN(date)) onDate(date);
    return response;
  };
}

/** What a check finds that throws when something is wrong. */
async function finding(check: string, look: () => Promise<string>): Promise<Finding> {
  return look().then(
    (message) => ({ check, state: 'ok', message }) as const,
    (error: unknown) => {
      if (!(error instanceof WireflowError)) throw error;
      return { check, state: 'fault', message: sentenceOf(error, definition.options), code: codeOfKind(error.kind) } as const;
    },
  );
}

async function stateFinding({ memory, clock }: Session, folder: string): Promise<Finding> {
  return finding('Only Once IDs', async () => {
    const key = `doctor:${process.pid}:${clock.now()}`;
    await memory.claim(key, {}, 1);
    await memory.forget(key);
    return `kept in ${folder}`;
  });
}

async function webhookFinding(read: () => Promise<string>, client: WireflowClient, given: string | undefined): Promise<Finding> {
  if (!given) return { check: 'webhook', state: 'left out', message: 'none is set in WIREFLOW_WEBHOOK' };
  return finding('webhook', async () => {
    const { name, isActive } = await client.triggerInfo(await read());
    if (!isActive) throw new WireflowError({ kind: 'rejected', problem: 'The webhook’s workflow is not active.', nextStep: 'Open the workflow in Wireflow and activate it.' });
    return name === null ? 'it answers' : `it starts “${name}”`;
  });
}

async function keyFindings(client: WireflowClient): Promise<Finding[]> {
  if (!client.hasKey) return [{ check: 'key', state: 'left out', message: 'none is set in WIREFLOW_API_KEY: runs can be started, not waited for' }];
  const list = await finding('scope workflows:read', async () => `${(await client.listWorkflows()).length} workflows`);
  // A key that is refused is refused everywhere: one fault, not three. A missing scope means that it was recognised.
  if (list.code === EXIT.refused && !list.message.includes('scope')) return [{ ...list, check: 'key' }];
  if (list.code !== undefined && list.code !== EXIT.refused) return [{ ...list, check: 'key' }];
  return [
    { check: 'key', state: 'ok', message: 'Wireflow accepts it' },
    list,
    await finding('scope executions:read', async () => ((await client.listExecutions(null, {}, { page: 1, offset: 0 })) === null ? 'not refused; no list of executions answers' : 'the list of executions answers')),
    await finding('scope usage:read', async () => `${amountInWords(await client.balance())} credits left`),
    { check: 'scope workflows:execute', state: 'unknown', message: 'only a start, which costs, would show it' },
  ];
}

/** The keys for `--provider` and `--fallback`: in the night in which a way out is needed, it is too late to find them refused. */
async function providerFindings(host: Host): Promise<Finding[]> {
  const known = providersOf(host, host.now() + LOOK_MS);
  const isSet = (name: ProviderName) => Boolean(host.env[KEY_VARIABLES[name]]?.trim());
  if (!PROVIDERS.some(isSet)) return [{ check: 'providers', state: 'left out', message: `no key is set in ${Object.values(KEY_VARIABLES).join(', ')}: nothing can be made elsewhere` }];
  const look = async (name: ProviderName) => {
    const { balance, checkKey } = known.provider(name);
    if (balance !== null) return `$${dollars(await balance())} left`;
    await checkKey();
    return `${PROVIDER_LABELS[name]} accepts it`;
  };
  return Promise.all(PROVIDERS.filter(isSet).map(async (name) => finding(`key ${name}`, async () => look(name))));
}

function limitFinding({ limits }: WireflowClient, nowMs: number): Finding {
  const { remaining, resetAtMs } = limits;
  if (remaining === undefined) return { check: 'limits', state: 'unknown', message: 'the replies do not say how many requests are left' };
  const reset = resetAtMs === undefined ? '' : `, until the reset in ${Math.max(0, Math.ceil((resetAtMs - nowMs) / MS_PER_S))} s`;
  return { check: 'limits', state: 'ok', message: `${remaining} requests are left${reset}` };
}

function clockFinding(dates: readonly number[]): Finding {
  const [skewMs] = dates.toSorted((a, b) => Math.abs(a) - Math.abs(b));
  if (skewMs === undefined) return { check: 'clock', state: 'unknown', message: 'no reply names the time' };
  const seconds = Math.round(Math.abs(skewMs) / MS_PER_S);
  if (Math.abs(skewMs) <= LARGEST_SKEW_MS) return { check: 'clock', state: 'ok', message: `within ${Math.max(1, seconds)} s of Wireflow’s` };
  return { check: 'clock', state: 'fault', code: EXIT.wrongUsage, message: `this machine’s clock is ${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} Wireflow’s: waits and Only Once IDs go by it. Set it right.` };
}
