import { setTimeout as sleep } from 'node:timers/promises';
import { loadApp, MakeEngine, MakeError, sendTo, type ActiveTrigger, type Connection, type ParameterSpec } from '../../../emulators/make/index.js';
import type { ModuleDefinition } from '../../../platforms/make/format/component.js';
import type { Bench } from '../bench.js';
import type { Failure, Outcome } from '../outcome.js';

const APP_FOLDER = 'platforms/make/app';

/** As what Make runs a module. */
export const MODES: Readonly<Record<'trigger' | 'other', Readonly<Record<string, string>>>> = {
  trigger: { all: 'from the first execution on', now: 'switched on now', poll: 'as the next look of the one switched on' },
  other: { once: 'once' },
};

/** A Make that runs the emitted app: its engine, the connection, and the triggers that are switched on. */
export class Scenario {
  readonly #bench: Bench;
  readonly #active = new Map<string, ActiveTrigger>();
  #engine: { readonly made: MakeEngine; readonly baseUrl: string } | null = null;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** Runs a module once; a trigger looks once. */
  async run(module: ModuleDefinition, values: Readonly<Record<string, unknown>>, fields: readonly ParameterSpec[], mode: string): Promise<Outcome<unknown[]>> {
    return outcomeOf(async () => {
      const options = { connection: await this.#connectionFor(module), fields };
      if (module.type !== 'trigger') return this.#make.run(module.id, { ...values }, options);
      const kept = mode === 'poll' ? this.#active.get(module.id) : undefined;
      const trigger = kept ?? this.#make.activate(module.id, { ...values }, mode === 'all' ? 'all' : 'from now on', options);
      this.#active.set(module.id, trigger);
      return [...(await trigger.poll())];
    });
  }

  /** What an RPC gives for a dropdown, or as the fields of a module. */
  async rpc(id: string, values: Readonly<Record<string, unknown>>): Promise<Outcome<unknown[]>> {
    return outcomeOf(async () => this.#make.rpc(id, { ...values }, { connection: await this.#connect() }));
  }

  get #make(): MakeEngine {
    const { baseUrl } = this.#bench;
    if (this.#engine?.baseUrl !== baseUrl) {
      const clock = { now: () => this.#bench.now(), sleep: async (ms: number) => void (await sleep(ms / this.#bench.settings.speed)) };
      this.#engine = { made: new MakeEngine(loadApp(APP_FOLDER), { send: sendTo(new URL(baseUrl).origin), clock }), baseUrl };
      this.#active.clear();
    }
    return this.#engine.made;
  }

  async #connectionFor({ connection }: ModuleDefinition): Promise<Connection | null> {
    return connection === null ? null : this.#connect();
  }

  async #connect(): Promise<Connection> {
    return this.#make.connect('apiKey', { apiKey: this.#bench.apiKey ?? '' });
  }
}

async function outcomeOf<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await run(), failure: null };
  } catch (error) {
    return { value: null, failure: failureOf(error as Error) };
  }
}

function failureOf(error: Error): Failure {
  const isMake = error instanceof MakeError;
  const effect = !isMake ? 'None of Make’s errors: a fault of ours.' : error.isRetriedByMake ? 'Make runs the module again by itself.' : 'The scenario’s run ends here, unless it handles the error.';
  return { name: isMake ? error.type : error.name, sentence: error.message, effect, againInS: null };
}
