import { setTimeout as sleep } from 'node:timers/promises';
import { baseUrlFrom } from '../../core/api/base_url.js';
import { startEmulator, type Emulator } from '../../emulators/wireflow/index.js';
import { startZapierStandIn, type ZapierStandIn } from '../../emulators/zapier/store.js';
import app from '../../index.js';
import { clock } from '../../platforms/zapier/clock.js';
import { createZap, type Zap } from '../zap.js';
import { FAULTS } from './faults.js';
import { RequestLog } from './request_log.js';
import { DEFAULTS, type Settings } from './settings.js';

const TICK_MS = 50;

/** What steps are tried on: the built app behind Zapier's own handler, a Wireflow, and the switches between them. */
export class Bench {
  readonly isLive: boolean;
  readonly requests: RequestLog;
  readonly standIn: ZapierStandIn;
  /** What was last filled in on each page, by its path. */
  readonly drafts = new Map<string, Readonly<Record<string, unknown>>>();
  #emulator: Emulator | null;
  #settings = DEFAULTS;
  #zap: Zap | null = null;
  readonly #timer: NodeJS.Timeout;
  readonly #realClock = { ...clock };

  private constructor(standIn: ZapierStandIn, emulator: Emulator | null) {
    this.standIn = standIn;
    this.#emulator = emulator;
    this.isLive = emulator === null;
    this.requests = new RequestLog(this.#host(), this.isLive, () => this.now());
    this.#timer = setInterval(() => this.#emulator?.clock.advance(TICK_MS * (this.#settings.speed - 1)), TICK_MS).unref();
    // One clock for the app and the service, so that waits shorten on both sides.
    Object.assign(clock, { now: () => this.now(), sleep: async (ms: number) => void (await sleep(ms / this.#settings.speed)) });
  }

  /** @param live whether steps call Wireflow itself; then the key is `WIREFLOW_API_KEY` */
  static async start(live: boolean): Promise<Bench> {
    const emulator = live ? null : await startEmulator();
    if (emulator) process.env['WIREFLOW_BASE_URL'] = emulator.url;
    return new Bench(await startZapierStandIn(), emulator);
  }

  now(): number {
    return this.#emulator?.clock.now() ?? Date.now();
  }

  get settings(): Settings {
    return this.#settings;
  }

  get emulator(): Emulator | null {
    return this.#emulator;
  }

  get apiKey(): string | null {
    if (this.#emulator === null) return process.env['WIREFLOW_API_KEY']?.trim() || null;
    return this.#settings.key === 'none' ? null : this.#emulator.keys[this.#settings.key];
  }

  get baseUrl(): string {
    return baseUrlFrom(process.env);
  }

  /** The connection in use, through Zapier's own handler. */
  get zap(): Zap {
    this.#zap ??= createZap(app, this.standIn, this.apiKey === null ? {} : { api_key: this.apiKey });
    return this.#zap;
  }

  /** Other replies or another plan mean another Wireflow, which knows nothing of the last one's runs. */
  async change(settings: Settings): Promise<void> {
    const isOther = settings.profile !== this.#settings.profile || settings.plan !== this.#settings.plan;
    if (settings.key !== this.#settings.key) this.#zap = null;
    this.#settings = settings;
    if (isOther && this.#emulator) await this.#replaceEmulator();
  }

  /** Everything as at the start, and nothing remembered. */
  async reset(): Promise<void> {
    this.#settings = DEFAULTS;
    this.#zap = null;
    this.drafts.clear();
    if (this.#emulator) await this.#replaceEmulator();
  }

  /** Lets time pass at once. */
  skip(ms: number): void {
    this.#emulator?.clock.advance(ms);
  }

  /** Writes down one run of a step, with the fault that was asked for; the fault is used up by it. */
  async observe<T>(run: () => Promise<T>): Promise<T> {
    this.requests.begin(this.#host());
    for (const rule of FAULTS[this.#settings.fault]?.rules ?? []) this.#emulator?.fault(rule);
    this.#settings = { ...this.#settings, fault: 'none' };
    try {
      return await run();
    } finally {
      this.#emulator?.clearFaults();
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    Object.assign(clock, this.#realClock);
    await Promise.all([this.#emulator?.close(), this.standIn.close()]);
  }

  async #replaceEmulator(): Promise<void> {
    await this.#emulator?.close();
    const { profile, plan } = this.#settings;
    this.#emulator = await startEmulator({ profile, plan });
    process.env['WIREFLOW_BASE_URL'] = this.#emulator.url;
    this.standIn.cache.clear();
    this.#zap = null;
  }

  #host(): string {
    return new URL(this.baseUrl).host;
  }
}
