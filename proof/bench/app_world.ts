import { createRequire } from 'node:module';
import path from 'node:path';
import { createZap, type Zap } from '../../demo/zap.js';
import { clock } from '../../platforms/zapier/clock.js';
import type { Service } from './service/commands.js';

/** The app's time; moved by hand. */
export interface HandClock {
  nowMs: number;
}

/**
 * Points the app at the service and at a clock that is moved by hand.
 *
 * @param startMs ms since 1970
 * @returns the clock, and a maker of connections: one with the service's key, or without any
 */
export function enterService(service: Service, startMs: number): { time: HandClock; connect(app: object, hasKey: boolean): Zap } {
  // Zapier's runtime ends a process that has grown large, as one that measures memory does.
  const runtime = createRequire(path.resolve('package.json'))('zapier-platform-core/src/constants') as { KILL_MAX_LIMIT: number };
  runtime.KILL_MAX_LIMIT = Infinity;
  process.env['WIREFLOW_BASE_URL'] = service.url;
  Object.assign(process.env, service.providers.environment);
  const time = { nowMs: startMs };
  Object.assign(clock, { now: () => time.nowMs, sleep: async (ms: number) => void (time.nowMs += ms) });
  return { time, connect: (app, hasKey) => createZap(app, service, { ...service.providers.keys, ...(hasKey ? { api_key: service.key } : {}) }) };
}
