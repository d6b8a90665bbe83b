import { randomUUID } from 'node:crypto';
import type { MakeApp, MakeModule } from './app.js';
import type { Clock } from './clock.js';
import { connect, type Connection } from './connection.js';
import { epochItems, startState, type EpochItem, type Start } from './epoch.js';
import { fault } from './fault.js';
import type { Send } from './http.js';
import type { Scope } from './iml/syntax.js';
import type { LogEntry } from './log.js';
import { runAction, runSearch } from './module.js';
import { readParameters, type ParameterSpec } from './parameters.js';
import { DEFAULT_READINGS, type Readings } from './readings.js';
import { startRun, type Run, type World } from './run.js';
import { pollTrigger, type TriggerState } from './trigger.js';

export interface EngineOptions {
  readonly send: Send;
  readonly clock: Clock;
  /** Answers to what Make's documentation leaves open; the others stay at their default. */
  readonly readings?: Partial<Readings>;
}

export interface RunOptions {
  /** Where none is given, one is made of the values that have the names of its fields, without its test call. */
  readonly connection?: Connection | null;
  /** Fields that an RPC gave for this module, as the editor keeps them with the scenario. */
  readonly fields?: readonly ParameterSpec[];
}

/** A trigger in a scenario that is switched on. */
export interface ActiveTrigger {
  poll(): Promise<readonly unknown[]>;
}

type Values = Readonly<Record<string, unknown>>;

/** Of the scenario's run, as `{{executionId}}` gives it. */
const EXECUTION_ID = '0123456789abcdef0123456789abcdef';

/** Runs an app as Make's servers would, as far as public pages say how they do it (docs/make-engine.md). */
export class MakeEngine {
  readonly #app: MakeApp;
  readonly #world: World;

  constructor(app: MakeApp, { send, clock, readings = {} }: EngineOptions) {
    this.#app = app;
    this.#world = { send, clock, readings: { ...DEFAULT_READINGS, ...readings }, log: [] };
  }

  /** Every call that was made, failed ones included, as Make's console shows it. */
  get log(): readonly LogEntry[] {
    return this.#world.log;
  }

  /** Makes a connection, as a person does in Make's editor. */
  async connect(id: string, values: Values): Promise<Connection> {
    return connect(this.#world, id, this.#app.connections[id] ?? fault(id, 'there is no such connection'), values);
  }

  /** Runs an action, a search or the universal module once, for one incoming bundle. */
  async run(id: string, values: Values, options: RunOptions = {}): Promise<unknown[]> {
    const module = this.#module(id);
    if (module.type === 'trigger') fault(id, 'is a trigger: switch it on');
    const run = this.#start(module, values, options);
    return (module.type === 'search' ? runSearch : runAction)(run, module.communication);
  }

  /** Calls an RPC, as the editor does for a dropdown or for the fields of a module. */
  async rpc(id: string, values: Values = {}, { connection = null }: RunOptions = {}): Promise<unknown[]> {
    const rpc = this.#app.rpcs[id] ?? fault(id, 'there is no such RPC');
    return runSearch(this.#run(id, [rpc.connection], values, connection, {}), rpc.communication);
  }

  /** The rows of the panel “Choose where to start”. */
  async epoch(id: string, values: Values, options: RunOptions = {}): Promise<EpochItem[]> {
    const module = this.#module(id);
    const state = this.#world.readings.panel === 'with trigger data' ? startState('all', this.#now()) : undefined;
    const run = this.#start(module, values, options, state);
    return epochItems(run, module.communication, module.epoch ?? fault(id, 'has no epoch'));
  }

  /** Switches a trigger on; what it has handed out is kept from poll to poll. */
  activate(id: string, values: Values, start: Start, options: RunOptions = {}): ActiveTrigger {
    const module = this.#module(id);
    let state = startState(start, this.#now());
    return {
      poll: async () => {
        const polled = await pollTrigger(this.#start(module, values, options, state), module.communication, state);
        state = polled.state;
        return polled.bundles;
      },
    };
  }

  #module(id: string): MakeModule {
    return this.#app.modules[id] ?? fault(id, 'there is no such module');
  }

  #start(module: MakeModule, values: Values, { connection = null, fields = [] }: RunOptions, state?: TriggerState): Run {
    const used = connection ?? this.#untested(module, values);
    const ofConnection = connection === null ? Object.keys(used?.data ?? {}) : [];
    const own = Object.fromEntries(Object.entries(this.#asPublic(values)).filter(([name]) => !ofConnection.includes(name)));
    const parameters = readParameters([...module.parameters, ...fields], own, this.#world.readings);
    const data = state ? { lastDate: state.lastDate, lastId: state.lastIds.at(-1) } : {};
    return this.#run('module', [module.connection, module.altConnection ?? null], parameters, used, data);
  }

  /** What a person maps, with the links of a stand-in as they would be outside. */
  #asPublic(values: Values): Values {
    const { asPublic } = this.#world.send;
    return asPublic ? Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? asPublic(value) : value])) : values;
  }

  /** A connection as its fields say, for those who try a module and not its connection; null where nothing is said of it. */
  #untested({ connection, communication }: MakeModule, values: Values): Connection | null {
    if (connection === null) return null;
    const names = (this.#app.connections[connection]?.parameters ?? []).map(({ name }) => name);
    const given = Object.entries(values).filter(([name]) => names.includes(name));
    const isRead = JSON.stringify(communication).includes('connection.');
    return given.length > 0 || !isRead ? { id: connection, label: null, data: Object.fromEntries(given) } : null;
  }

  #run(where: string, wanted: readonly (string | null)[], parameters: Values, connection: Connection | null, data: Values): Run {
    if (!wanted.includes(connection?.id ?? null) || (wanted[0] !== null && connection === null)) fault(where, `uses ${wanted[0] ?? 'no connection'}, and was given ${connection?.id ?? 'none'}`);
    const variables: Scope = { parameters, connection: connection?.data, data, environment: { timezone: 'UTC' }, executionId: EXECUTION_ID, uuid: randomUUID(), random: Math.random() };
    return startRun(this.#world, this.#app.base, this.#app.common, variables);
  }

  #now(): Date {
    return new Date(this.#world.clock.now());
  }
}
