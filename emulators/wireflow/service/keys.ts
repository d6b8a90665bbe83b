import { ServiceError } from './service_error.js';

export type Scope =
  | 'workflows:read'
  | 'workflows:write'
  | 'workflows:execute'
  | 'executions:read'
  | 'usage:read'
  | 'apps:execute';

/** One key of each kind that a client may hold. All belong to the same account. */
export interface EmulatorKeys {
  full: string;
  expired: string;
  unknown: string;
  malformed: string;
  noExecute: string;
  noExecutions: string;
  noUsage: string;
  readOnly: string;
}

export const KEYS: EmulatorKeys = {
  full: 'sk-local-emulator-full',
  expired: 'sk-local-emulator-expired',
  unknown: 'sk-local-emulator-unknown',
  malformed: 'local-emulator-malformed',
  noExecute: 'sk-local-emulator-no-execute',
  noExecutions: 'sk-local-emulator-no-executions',
  noUsage: 'sk-local-emulator-no-usage',
  readOnly: 'sk-local-emulator-read-only',
};

const ALL: readonly Scope[] = [
  'workflows:read',
  'workflows:write',
  'workflows:execute',
  'executions:read',
  'usage:read',
  'apps:execute',
];
const without = (scope: Scope): ReadonlySet<Scope> => new Set(ALL.filter((each) => each !== scope));

const SCOPES = new Map<string, ReadonlySet<Scope>>([
  [KEYS.full, new Set(ALL)],
  [KEYS.noExecute, without('workflows:execute')],
  [KEYS.noExecutions, without('executions:read')],
  [KEYS.noUsage, without('usage:read')],
  [KEYS.readOnly, new Set<Scope>(['workflows:read', 'executions:read', 'usage:read'])],
]);

// Both prefixes are seen in public: sk- in reference/authentication, wf_live_ throughout the wireflow-skill repository.
const KEY_FORMAT = /^Bearer (?:sk-|wf_live_)\S+$/;

/**
 * Who is calling, from the `Authorization` header.
 * @returns the key
 * @throws ServiceError 401 with one of the four messages of reference/authentication
 */
export function authenticate(authorization: string | undefined): string {
  if (!authorization) throw new ServiceError(401, 'Missing Authorization header', 'missing_authorization');
  if (!KEY_FORMAT.test(authorization)) {
    throw new ServiceError(401, 'Invalid API key format. Expected: Bearer sk-...', 'invalid_api_key_format');
  }
  const key = authorization.slice('Bearer '.length);
  if (key === KEYS.expired) throw new ServiceError(401, 'API key has expired', 'expired_api_key');
  if (!SCOPES.has(key)) throw new ServiceError(401, 'Invalid API key', 'invalid_api_key');
  return key;
}

/** @throws ServiceError 403 when the key lacks the scope. Which scope is missing is not said (reference/errors). */
export function authorize(key: string, scope: Scope): void {
  if (!SCOPES.get(key)?.has(scope)) throw new ServiceError(403, 'Forbidden', 'forbidden');
}
