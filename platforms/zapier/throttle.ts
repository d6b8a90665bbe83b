/**
 * What the service lets an account start: ten runs a minute, on every plan. Declared to Zapier, which then spreads the
 * steps instead of running into refusals. One key for all steps that start something, since they share the limit.
 */
export const START_THROTTLE = { window: 60, limit: 10, key: 'start_run', scope: ['auth'] as ('user' | 'auth' | 'account' | 'action')[] };

/** Below what each provider lets an account have under way; a small account at Replicate waits inside the step. */
export const FLUX_THROTTLE = { window: 60, limit: 20, key: 'start_flux', scope: ['auth'] as ('user' | 'auth' | 'account' | 'action')[] };

/**
 * A step that starts many uses up a minute of the account by itself. It goes on where the service holds it up, so that some may
 * begin at once; more would only be refused.
 */
export const BATCH_THROTTLE = { window: 60, limit: 3, key: 'start_batch', scope: ['auth'] as ('user' | 'auth' | 'account' | 'action')[] };
