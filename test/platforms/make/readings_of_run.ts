import type { Readings } from '../../../emulators/make/index.js';

/**
 * The readings of Make under which the whole suite runs now: `MAKE_READINGS` holds them as JSON
 * (`npm run prove -- --only readings`).
 */
export function readingsOfRun(): Partial<Readings> {
  return JSON.parse(process.env['MAKE_READINGS'] ?? '{}') as Partial<Readings>;
}
