import { ENDPOINTS } from '../../../core/api/endpoints.js';
import { PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import type { EndpointName } from '../../../emulators/wireflow/index.js';
import { startProviderWorld, type ProviderWorld } from '../provider_world.js';
import { n8nStories, N8N_CALLS } from '../n8n/leaks.js';
import { startN8nWorld } from '../n8n/n8n_world.js';
import { providerStories } from '../n8n/provider_image.js';
import { startElsewhere } from './elsewhere.js';
import { LURES, STORIES, TEMPTATIONS, type Stage, type Story } from './stories.js';

const REDIRECTS = [301, 302, 303, 307, 308];

/** A call that must be redirected: one of the service's, or a place at a provider. */
type Call = { readonly on: EndpointName } | { readonly at: ProviderName; readonly on: 'start' | 'look' | 'account' | 'file' };

const CALLS: readonly Call[] = [
  ...([...Object.keys(ENDPOINTS), 'image', 'download'] as EndpointName[]).map((on) => ({ on })),
  ...PROVIDERS.flatMap((at) => (['start', 'look', 'account', 'file'] as const).map((on) => ({ at, on }))),
].filter((call) => !('at' in call && call.at === 'deepinfra' && call.on === 'look')); // DeepInfra keeps no job to look at.

const nameOf = (call: Call): string => ('at' in call ? `${call.on} at ${call.at}` : call.on);

export interface Tempted {
  /** Stories that were told to their end. */
  readonly told: number;
  /** Answers that were redirects. */
  readonly redirected: number;
  /** Requests that reached another host. */
  readonly elsewhere: number;
  /** Redirects that were followed though they must not be. */
  readonly followed: readonly string[];
  /** What did not happen, so that nothing was seen of it. */
  readonly missing: readonly string[];
}

/** What secrets could leave by: redirects of every call, images, uploads and jobs at other hosts, every kind of key. */
export async function tempt(stories: readonly Story[] = STORIES, temptations: readonly Story[] = TEMPTATIONS, statuses: readonly number[] = REDIRECTS): Promise<Tempted> {
  return temptIn(await startProviderWorld(), CALLS, stories, temptations, statuses);
}

/** The same through the n8n node. */
export async function temptN8n(): Promise<Tempted> {
  const world = await startN8nWorld();
  const atProviders = CALLS.filter((call) => 'at' in call && call.on !== 'account');
  return temptIn(world, [...N8N_CALLS.map((on) => ({ on })), ...atProviders], [...n8nStories(world), ...providerStories(world)], [], REDIRECTS);
}

async function temptIn(world: ProviderWorld, calls: readonly Call[], stories: readonly Story[], temptations: readonly Story[], statuses: readonly number[]): Promise<Tempted> {
  const elsewhere = await startElsewhere(`${world.emulator.url}/workflows`);
  const stage: Stage = { world, elsewhere };
  const missing: string[] = [];
  let [told, redirected] = [0, 0];

  const tell = async (story: Story) => {
    world.freshen();
    for (const rule of story.given ?? []) world.emulator.fault(rule);
    const ending = await story.tell(stage).then(() => null, (error: unknown) => String(error).slice(0, 200));
    if ((ending === null) === (story.ends === undefined)) told += 1;
    else missing.push(`“${story.name}” did not happen: ${ending ?? 'it ended well'}`);
  };
  try {
    const asking = new Map<string, Story>();
    for (const story of stories) {
      await tell(story);
      for (const call of askedOf(world)) if (!asking.has(call)) asking.set(call, story);
    }
    await withLesserKeys(world);
    for (const call of calls) {
      const story = asking.get(nameOf(call));
      if (!story) missing.push(`no story asks ${nameOf(call)}`);
      else for (const status of statuses) {
        const count = await redirect(stage, call, status, story);
        redirected += count;
        if (count === 0) missing.push(`${nameOf(call)} was not redirected with ${status}`);
      }
    }
    const followed = elsewhere.paths.filter((path) => path === '/redirected');
    for (const story of temptations) {
      const before = elsewhere.paths.length;
      await tell(story);
      if (elsewhere.paths.length === before) missing.push(`“${story.name}” asked no other host`);
    }
    if (temptations.length > 0) for (const story of LURES) await tell(story);
    const lured = elsewhere.paths.filter((path) => path.startsWith('/lured'));
    return { told, redirected, elsewhere: elsewhere.paths.length, followed: [...followed, ...lured], missing };
  } finally {
    await elsewhere.close();
    await world.close();
  }
}

/** The calls that were made, as `nameOf` names them. */
function askedOf({ emulator, providers }: ProviderWorld): string[] {
  const atProviders = PROVIDERS.flatMap((name) => [...providers[name].account.places].map((place) => `${place} at ${name}`));
  return [...new Set<string>([...emulator.requests.map(({ endpoint }) => endpoint), ...atProviders])];
}

/** Tells a story while the call is redirected to another host. @returns how often it was */
async function redirect({ world, elsewhere }: Stage, call: Call, status: number, story: Story): Promise<number> {
  world.freshen();
  // An image may be fetched wherever it has moved to: without any secret.
  const location = `${elsewhere.origin}/${['image', 'download', 'file'].includes(call.on) ? 'moved.png' : 'redirected'}`;
  if ('at' in call) world.providers[call.at].account.faults.add({ on: call.on, answer: status, headers: { location } }, Infinity);
  else world.emulator.fault({ on: call.on, status, headers: { location }, times: Infinity });
  for (const rule of story.given ?? []) world.emulator.fault(rule);
  await story.tell({ world, elsewhere }).catch(() => null);
  const answers: readonly { status: number | null }[] = 'at' in call ? world.providers[call.at].account.requests : world.emulator.requests.filter(({ endpoint }) => endpoint === call.on);
  return answers.filter((answer) => answer.status === status).length;
}

/** Keys that are refused are secrets too. */
async function withLesserKeys(world: ProviderWorld): Promise<void> {
  world.freshen();
  const { keys } = world.emulator;
  for (const key of [keys.expired, keys.noExecute, keys.malformed]) {
    await world.connection(key)('creates.run_workflow.operation.perform', { workflow: world.emulator.workflow('text-to-image').id, input_text_2d_input_2d_1: 'A boat' }).catch(() => null);
  }
  for (const [name, key] of Object.entries({ bfl_key: 'fake-bfl-key-wrong', deepinfra_key: 'fake-deepinfra-token-wrong', replicate_key: 'r8_fake0wrong' })) {
    await world.connectionWith({ [name]: key })('authentication.test').catch(() => null);
  }
}
