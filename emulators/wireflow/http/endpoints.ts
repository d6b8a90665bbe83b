import type { Scope } from '../service/keys.js';
import type { Bucket } from '../service/rate_limits.js';

export type EndpointName =
  | 'trigger'
  | 'triggerInfo'
  | 'triggerPreflight'
  | 'execute'
  | 'describeInputs'
  | 'run'
  | 'poll'
  | 'getExecution'
  | 'listExecutions'
  | 'listWorkflowExecutions'
  | 'listWorkflows'
  | 'getWorkflow'
  | 'estimate'
  | 'usage'
  | 'mediaUpload'
  | 'mediaUploadUrl'
  | 'mediaUploadPut'
  | 'mediaUploadComplete'
  | 'image'
  | 'download'
  | 'createWorkflow'
  | 'updateWorkflow'
  | 'deleteWorkflow'
  | 'patchNode'
  | 'duplicateWorkflow'
  | 'setVisibility'
  | 'layoutWorkflow'
  | 'lintWorkflow'
  | 'listNodeTypes'
  | 'listMedia';

export interface Endpoint {
  name: EndpointName;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** Segments that start with a colon are parameters. */
  path: string;
  /** The scope that the key needs; null where no key is asked for. */
  scope: Scope | null;
  /** Which limit the request counts against; null outside the API. */
  bucket: Bucket | null;
  /** Whether any web page may call it. */
  cors?: true;
  /** Whether `Idempotency-Key` is obeyed. */
  idempotent?: true;
}

const API = '/api/v1';

/**
 * The service's endpoints, in the order in which they are matched (the reference, and wireflow-skill for the newer ones).
 * Guess: run and the keyless trigger count as executions, as execute is documented to do.
 * Guess: the trigger does not obey `Idempotency-Key`.
 */
export const ENDPOINTS: readonly Endpoint[] = [
  { name: 'trigger', method: 'POST', path: `${API}/workflow/:id/trigger`, scope: null, bucket: 'executions', cors: true },
  { name: 'triggerInfo', method: 'GET', path: `${API}/workflow/:id/trigger`, scope: null, bucket: 'requests', cors: true },
  { name: 'triggerPreflight', method: 'OPTIONS', path: `${API}/workflow/:id/trigger`, scope: null, bucket: null, cors: true },
  // Before /workflows/:id, whose parameter would take the word "executions" for an id.
  { name: 'listExecutions', method: 'GET', path: `${API}/workflows/executions`, scope: 'executions:read', bucket: 'requests' },
  { name: 'poll', method: 'GET', path: `${API}/workflows/executions/:id/poll`, scope: 'executions:read', bucket: 'requests' },
  { name: 'getExecution', method: 'GET', path: `${API}/workflows/executions/:id`, scope: 'executions:read', bucket: 'requests' },
  { name: 'listWorkflowExecutions', method: 'GET', path: `${API}/workflows/:id/executions`, scope: 'executions:read', bucket: 'requests' },
  { name: 'execute', method: 'POST', path: `${API}/workflows/:id/execute`, scope: 'workflows:execute', bucket: 'executions', idempotent: true },
  { name: 'describeInputs', method: 'GET', path: `${API}/workflows/:id/run`, scope: 'workflows:read', bucket: 'requests' },
  { name: 'run', method: 'POST', path: `${API}/workflows/:id/run`, scope: 'workflows:execute', bucket: 'executions', idempotent: true },
  { name: 'estimate', method: 'POST', path: `${API}/workflows/:id/estimate`, scope: 'workflows:read', bucket: 'requests' },
  { name: 'listWorkflows', method: 'GET', path: `${API}/workflows`, scope: 'workflows:read', bucket: 'requests' },
  { name: 'getWorkflow', method: 'GET', path: `${API}/workflows/:id`, scope: 'workflows:read', bucket: 'requests' },
  { name: 'createWorkflow', method: 'POST', path: `${API}/workflows`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'lintWorkflow', method: 'POST', path: `${API}/workflows/lint`, scope: 'workflows:read', bucket: 'requests' },
  { name: 'updateWorkflow', method: 'PUT', path: `${API}/workflows/:id`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'deleteWorkflow', method: 'DELETE', path: `${API}/workflows/:id`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'patchNode', method: 'PATCH', path: `${API}/workflows/:id/nodes/:childId`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'duplicateWorkflow', method: 'POST', path: `${API}/workflows/:id/duplicate`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'setVisibility', method: 'POST', path: `${API}/workflows/:id/visibility`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'layoutWorkflow', method: 'POST', path: `${API}/workflows/:id/layout`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'listNodeTypes', method: 'GET', path: `${API}/nodes`, scope: 'workflows:read', bucket: 'requests' },
  { name: 'listMedia', method: 'GET', path: `${API}/media`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'usage', method: 'GET', path: `${API}/developer/usage`, scope: 'usage:read', bucket: 'requests' },
  { name: 'mediaUpload', method: 'POST', path: `${API}/media/upload`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'mediaUploadUrl', method: 'POST', path: `${API}/media/upload-url`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'mediaUploadComplete', method: 'POST', path: `${API}/media/upload-url/complete`, scope: 'workflows:write', bucket: 'requests' },
  { name: 'mediaUploadPut', method: 'PUT', path: '/storage/:id', scope: null, bucket: null },
  { name: 'download', method: 'GET', path: '/api/download', scope: null, bucket: null },
  { name: 'image', method: 'GET', path: '/cdn/:id', scope: null, bucket: null },
];

const ROUTES = ENDPOINTS.map((endpoint) => ({ endpoint, segments: endpoint.path.split('/') }));

/**
 * Which endpoint a request means.
 * @returns the endpoint and its parameters as sent; `otherMethod` when only the method is wrong
 */
export function findEndpoint(
  method: string,
  path: string,
): { endpoint: Endpoint; ids: readonly string[] } | { endpoint: null; otherMethod: boolean } {
  const segments = path.split('/');
  let otherMethod = false;
  for (const route of ROUTES) {
    const ids = match(route.segments, segments);
    if (ids === null) continue;
    if (route.endpoint.method === method || (method === 'HEAD' && route.endpoint.method === 'GET')) {
      return { endpoint: route.endpoint, ids };
    }
    otherMethod = true;
  }
  return { endpoint: null, otherMethod };
}

function match(pattern: readonly string[], segments: readonly string[]): string[] | null {
  if (pattern.length !== segments.length) return null;
  const ids: string[] = [];
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) {
      if (segment === '') return null;
      ids.push(segment);
    } else if (part !== segment) return null;
  }
  return ids;
}
