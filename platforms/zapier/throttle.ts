/**
 * What the service lets an account start: ten runs a minute, on every plan. Declared to Zapier, which then spreads the
 * steps instead of running into refusals. One key for all steps that start something, since they share the limit.
 */
export const START_THROTTLE = { window: 60, limit: 10, key: 'start_run', scope: ['auth'] as ('user' | 'auth' | 'account' | 'action')[] };
