import type { Clock } from '../clock.js';
import { manualClock, realClock } from '../clock.js';
import type { Settings } from '../options.js';
import { Faults } from '../http/faults.js';
import type { RecordedRequest } from '../http/recorded_request.js';
import type { Picture } from '../../pictures/picture.js';
import { PROFILES } from '../replies/profile.js';
import type { ReplyShapes } from '../replies/profile.js';
import { Credits } from './credits.js';
import { ExecutionLog } from './execution_log.js';
import { IdempotencyStore } from './idempotency.js';
import { Media } from './media.js';
import { PLANS } from './plans.js';
import { RateLimits } from './rate_limits.js';
import { seededWorkflows } from './seeds.js';
import type { EmulatedWorkflow } from './workflow.js';

/** All that one emulated account holds. */
export interface State {
  readonly settings: Settings;
  readonly shapes: ReplyShapes;
  readonly clock: Clock;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin: string;
  readonly faults: Faults;
  requests: RecordedRequest[];
  /** How much has come in: all of it is kept in some form until a reset. */
  keptBytes: number;
  workflows: EmulatedWorkflow[];
  executions: ExecutionLog;
  limits: RateLimits;
  credits: Credits;
  idempotency: IdempotencyStore;
  media: Media;
  /** What each image file on the CDN shows, by file name. */
  pictures: Map<string, Picture>;
}

/** A fresh account. */
export function newState(settings: Settings): State {
  const clock = settings.clock === 'manual' ? manualClock(settings.startAt ?? Date.now()) : realClock();
  return {
    settings,
    shapes: { ...PROFILES[settings.profile], ...settings.shapes },
    clock,
    origin: '',
    faults: new Faults(),
    requests: [],
    keptBytes: 0,
    ...freshAccount(settings, clock),
  };
}

/** Back to the first moment: seeded workflows, no executions, full credits and limits, no faults. */
export function resetState(state: State): void {
  state.faults.clear();
  state.requests = [];
  state.keptBytes = 0;
  Object.assign(state, freshAccount(state.settings, state.clock));
}

const freshAccount = (settings: Settings, clock: Clock) => ({
  workflows: seededWorkflows(clock.now()),
  executions: new ExecutionLog(),
  limits: new RateLimits({ ...PLANS[settings.plan], ...settings.limits }),
  credits: new Credits(settings.credits),
  idempotency: new IdempotencyStore(settings.idempotencyMismatch),
  media: new Media(),
  pictures: new Map<string, Picture>(),
});
