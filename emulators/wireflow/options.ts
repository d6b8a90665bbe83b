import type { ReplyShapes, Profile } from './replies/profile.js';
import type { PlanLimits, Plan } from './service/plans.js';
import type { RecordedRequest } from './http/recorded_request.js';

/** How the execution history is listed. No public page shows the real way, so every way of it can be chosen. */
export interface ExecutionListOptions {
  /** Which paths exist: `GET /workflows/executions` (account), `GET /workflows/{id}/executions` (workflow). */
  paths?: 'both' | 'account' | 'workflow' | 'none';
  paging?: 'none' | 'cursor' | 'page' | 'offset';
  order?: 'newest' | 'oldest';
  /** Whether a listed execution carries its node outputs, or has to be polled for them. */
  outputs?: boolean;
  /** Whether `workflowId`, `status`, `since` and `until` are obeyed (otherwise ignored). */
  filters?: boolean;
  pageSize?: number;
}

/**
 * What other sites' pages may do with the keyless webhook. Documented is one header, `Access-Control-Allow-Origin: *`
 * (reference/webhooks); whether the question before a JSON POST is answered is published nowhere.
 * `preflight`: it is, so JSON can be posted. `without_headers`: it is, without allowing a JSON content type.
 * `header`: it is not; the documented header alone. `none`: not even that.
 */
export type CorsAnswers = 'preflight' | 'without_headers' | 'header' | 'none';

/** Everything about the emulator that can be set at its start. */
export interface EmulatorOptions {
  /** 0 (default) takes any free port. The emulator listens on 127.0.0.1 only. */
  port?: number;
  profile?: Profile;
  /** Single reply shapes that differ from the profile's. */
  shapes?: Partial<ReplyShapes>;
  plan?: Plan;
  /** Single limits that differ from the plan's; `Infinity` lifts one. */
  limits?: Partial<PlanLimits>;
  clock?: 'real' | 'manual';
  /** Where a manual clock starts, in milliseconds since 1970. Default: the real time. */
  startAt?: number;
  /** How long every execution takes, from accepted to finished. Default: each workflow's own time. */
  durationMs?: number;
  /** The account's balance at the start. Default 1000. */
  credits?: number;
  executionList?: ExecutionListOptions;
  /** Whether a 429 carries `Retry-After`. The documentation says so, Wireflow's own CLI says it does not. */
  retryAfterHeader?: boolean;
  /** What the same `Idempotency-Key` with another body gets. */
  idempotencyMismatch?: 'replay' | 409 | 422;
  /** Whether run obeys `Idempotency-Key`; it is documented for execute alone. */
  idempotentRun?: boolean;
  /** Whether a failed run says no more than that, and only its node says why; or both say the same. */
  runError?: 'general' | 'same';
  /** Whether the picture that was put in comes back among what the nodes gave, as an import node's own output. */
  inputsShowPictures?: boolean;
  /** Whether the plain workflow id starts a run while the workflow's webhook is switched off. */
  plainIdWithoutWebhook?: boolean;
  /** Whether an image input from a host other than the emulator's CDN makes the run fail. */
  blockOutsideImages?: boolean;
  /** How much of what is sent may be kept, in bytes, until a reset; then every request gets a 507. Default 256 MB. */
  maxKeptBytes?: number;
  /** Default `preflight`. */
  cors?: CorsAnswers;
  /** `plain`: images of the right size with nothing on them, which cost next to no time. Default `drawn`. */
  pictures?: 'drawn' | 'plain';
  /** Called once per request, when it has been answered or dropped. */
  onRequest?: (request: RecordedRequest) => void;
}

export interface Settings extends Omit<Required<EmulatorOptions>, 'durationMs' | 'startAt' | 'onRequest' | 'executionList'> {
  durationMs: number | null;
  startAt: number | null;
  onRequest: (request: RecordedRequest) => void;
  executionList: Required<ExecutionListOptions>;
}

/** Fills in the defaults. */
export function settle(options: EmulatorOptions): Settings {
  return {
    port: options.port ?? 0,
    profile: options.profile ?? 'superset',
    shapes: options.shapes ?? {},
    plan: options.plan ?? 'enterprise',
    limits: options.limits ?? {},
    clock: options.clock ?? 'real',
    startAt: options.startAt ?? null,
    durationMs: options.durationMs ?? null,
    credits: options.credits ?? 1000,
    // Guess: path, paging, order, filters and page size of the execution history (reference/executions only names it).
    executionList: {
      paths: options.executionList?.paths ?? 'both',
      paging: options.executionList?.paging ?? 'cursor',
      order: options.executionList?.order ?? 'newest',
      outputs: options.executionList?.outputs ?? true,
      filters: options.executionList?.filters ?? true,
      pageSize: options.executionList?.pageSize ?? 20,
    },
    retryAfterHeader: options.retryAfterHeader ?? true,
    // Guess: "the same key replays the original response" (the Flux Pro article) is taken to hold for another body too.
    idempotencyMismatch: options.idempotencyMismatch ?? 'replay',
    // Guess: run obeys it too. Sources name execute alone, so it can be switched off.
    idempotentRun: options.idempotentRun ?? true,
    runError: options.runError ?? 'general',
    // Guess: an import node has outputs of its own (wireflow-skill, references/workflow-schema.md), and a poll may show them.
    inputsShowPictures: options.inputsShowPictures ?? false,
    // Guess: reference/webhooks accepts the plain id "for convenience" and does not tie that to the toggle.
    plainIdWithoutWebhook: options.plainIdWithoutWebhook ?? true,
    // Guess: reference/run passes any HTTPS image link; the skill's SKILL.md says that outside hosts are blocked.
    blockOutsideImages: options.blockOutsideImages ?? false,
    maxKeptBytes: options.maxKeptBytes ?? 256 * 1024 * 1024,
    // Guess: a page can post JSON, as the service offers its webhook to pages.
    cors: options.cors ?? 'preflight',
    pictures: options.pictures ?? 'drawn',
    onRequest: options.onRequest ?? (() => undefined),
  };
}
