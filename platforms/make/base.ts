import { PUBLIC_BASE_URL } from '../../core/api/base_url.js';
import { errorTable } from './errors/table.js';

/** Make's own maximum, which needs to stand in both places to count (docs/make-internals.md, "Waiting"). */
export const MODULE_TIMEOUT_MS = 300_000;

/** What Make leaves out of its logs. */
export const SANITIZED = ['request.headers.authorization', 'request.headers.`x-key`'];

/** What every module and RPC inherits: no key, see `request.ts`, and the errors of all that starts nothing. */
export const base = {
  baseUrl: PUBLIC_BASE_URL,
  timeout: MODULE_TIMEOUT_MS,
  response: { error: errorTable('listWorkflows', { isShared: true }) },
  log: { sanitize: SANITIZED },
};

export const common = { timeout: MODULE_TIMEOUT_MS };
