import type { EndpointName } from '../../../emulators/wireflow/index.js';
import { UNFIT } from '../matrix/cell.js';
import type { Documented } from '../matrix/documented.js';
import { faults, type Fault } from '../matrix/faults.js';
import { promised, type Promised, type Role } from '../matrix/promises.js';
import type { Filled, Row } from '../matrix/row.js';
import { startN8nWorld, type N8nWorld } from './n8n_world.js';
import { wordsOf } from './node.js';
import { OPERATIONS, type Operation } from './operations.js';

/** n8n reads replies itself, whatever their size. */
const NOT_OURS = ['reply of 20 MB'];

/** Limits are waited out in the step, so what refuses for ever would hold it for ever. */
const ONCE = 1;

/** Every fault at every call of the node's operations. */
export async function fillN8n(documented: readonly Documented[], tell: (doing: string) => void, operations: readonly Operation[] = OPERATIONS): Promise<Filled> {
  const rows: Row[] = [];
  const broken: string[] = [];
  const world = await startN8nWorld();
  try {
    for (const one of operations) {
      tell(`n8n, ${one.how}`);
      const calm = await runOne(world, one, null, null);
      if (calm.words !== null) broken.push(`n8n (${one.how}) fails without any fault: ${calm.words}`);
      const unknown = calm.asked.filter((endpoint) => one.roles[endpoint] === undefined);
      broken.push(...unknown.map((endpoint) => `n8n (${one.how}) calls ${endpoint}, which has no role in the matrix`));
      for (const endpoint of calm.asked) {
        const role = one.roles[endpoint];
        if (role === undefined) continue;
        for (const { name } of faults(0).filter(({ name, rule }) => rule !== null && !NOT_OURS.includes(name))) {
          const ended = await runOne(world, one, name, endpoint);
          const wrong = faultsIn(ended, outcomeOf(role, name, endpoint), one, documented, [world.emulator.keys.full, ...world.emulator.workflows.map(({ webhookId }) => webhookId)]);
          rows.push({ step: 'the n8n node', how: one.how, holds: wrong.length === 0, name: ended.words === null ? '' : 'AppError' });
          broken.push(...wrong.map((what) => `n8n (${one.how}), ${name} at ${endpoint}: ${what}`));
        }
      }
    }
  } finally {
    await world.close();
  }
  return { rows, broken };
}

interface Ended {
  /** Null where the step worked. */
  readonly words: string | null;
  readonly started: number;
  readonly asked: readonly EndpointName[];
}

async function runOne(world: N8nWorld, one: Operation, faultName: string | null, endpoint: EndpointName | null): Promise<Ended> {
  const { emulator, n8n, credential } = world;
  world.freshen();
  const { id } = emulator.addExecution();
  const before = emulator.executions.length;
  const fault: Fault | undefined = faults(emulator.clock.now()).find(({ name }) => name === faultName);
  if (fault?.rule && endpoint) emulator.fault({ ...fault.rule, on: endpoint, times: fault.name.startsWith('429') ? ONCE : Infinity });
  const words = await n8n.execute({ parameters: [one.parameters(emulator, 'A boat', id)], credential }).then(() => null, wordsOf);
  return { words, started: emulator.executions.length - before, asked: [...new Set(emulator.requests.map((request) => request.endpoint as EndpointName))] };
}

function outcomeOf(role: Role, fault: string, endpoint: EndpointName): Promised {
  // A limit at the start is waited out; nothing has been started while it refuses.
  if (role === 'start' && fault.startsWith('429')) return 'works';
  // Where the service does not know the call, the saved graph is executed instead.
  if (endpoint === 'run' && fault === '404') return 'works';
  // n8n says of a single execution that it is not there, where Zapier's search finds nothing.
  if (endpoint === 'poll' && role === 'either' && fault === '404') return 'works';
  return promised(role, fault, endpoint === 'run');
}

function faultsIn({ words, started }: Ended, outcome: Promised, one: Operation, documented: readonly Documented[], secrets: readonly string[]): string[] {
  const wrong: string[] = [];
  if (started > (one.startsAt === undefined ? 0 : 1)) wrong.push(`${started} runs were started`);
  if (outcome === 'works') return words === null ? wrong : [...wrong, `fails: ${words}`];
  if (words === null) return [...wrong, `works, where ${outcome} is promised`];
  if (started > 0 && outcome !== 'start_unknown') wrong.push('has started a run and does not say so');
  // n8n calls its connections credentials.
  const asOnThePage = words.replace('of this credential', 'of this connection');
  if (!documented.some(({ sentence, kind }) => kind === outcome && sentence.test(asOnThePage))) wrong.push(`says “${words}”, which the page about errors does not list as ${outcome}`);
  if (UNFIT.test(words)) wrong.push(`says “${words}”`);
  if (secrets.some((secret) => words.includes(secret))) wrong.push('holds a secret');
  return wrong;
}
