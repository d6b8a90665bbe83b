import { WireflowError } from '../model/errors.js';
import { isSafeId } from '../model/safe_id.js';

/** One row of what the service offers. Sources: docs/service.md, "Endpoints". */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the base URL; `{id}` is replaced by an escaped id. */
  readonly path: string;
  /** Whether the API key is sent. Where it says `none`, no key leaves, whatever the caller holds. */
  readonly auth: 'key' | 'none';
  /** The key's scopes that the call needs, for the sentence about a 403. */
  readonly scopes: readonly string[];
  /** Whether sending it twice could start (and bill) two runs. */
  readonly starts: boolean;
  /** What a 404 means to the person: the thing that was not found. */
  readonly thing: 'workflow' | 'webhook' | 'execution' | 'account';
}

const EXECUTE = ['workflows:execute'];
/** Uploads count as writing. */
const WRITE = ['workflows:write'];
const READ_WORKFLOWS = ['workflows:read'];
/** The sources contradict each other on which of the two a poll needs (docs/service.md, "Scopes"). */
const READ_EXECUTIONS = ['executions:read', 'workflows:read'];

export const ENDPOINTS = {
  trigger: { method: 'POST', path: '/workflow/{id}/trigger', auth: 'none', scopes: [], starts: true, thing: 'webhook' },
  triggerInfo: { method: 'GET', path: '/workflow/{id}/trigger', auth: 'none', scopes: [], starts: false, thing: 'webhook' },
  execute: { method: 'POST', path: '/workflows/{id}/execute', auth: 'key', scopes: EXECUTE, starts: true, thing: 'workflow' },
  describeInputs: { method: 'GET', path: '/workflows/{id}/run', auth: 'key', scopes: READ_WORKFLOWS, starts: false, thing: 'workflow' },
  run: { method: 'POST', path: '/workflows/{id}/run', auth: 'key', scopes: EXECUTE, starts: true, thing: 'workflow' },
  poll: { method: 'GET', path: '/workflows/executions/{id}/poll', auth: 'key', scopes: READ_EXECUTIONS, starts: false, thing: 'execution' },
  getExecution: { method: 'GET', path: '/workflows/executions/{id}', auth: 'key', scopes: READ_EXECUTIONS, starts: false, thing: 'execution' },
  listExecutions: { method: 'GET', path: '/workflows/executions', auth: 'key', scopes: READ_EXECUTIONS, starts: false, thing: 'account' },
  listWorkflowExecutions: { method: 'GET', path: '/workflows/{id}/executions', auth: 'key', scopes: READ_EXECUTIONS, starts: false, thing: 'workflow' },
  listWorkflows: { method: 'GET', path: '/workflows', auth: 'key', scopes: READ_WORKFLOWS, starts: false, thing: 'account' },
  getWorkflow: { method: 'GET', path: '/workflows/{id}', auth: 'key', scopes: READ_WORKFLOWS, starts: false, thing: 'workflow' },
  estimate: { method: 'POST', path: '/workflows/{id}/estimate', auth: 'key', scopes: READ_WORKFLOWS, starts: false, thing: 'workflow' },
  mediaUpload: { method: 'POST', path: '/media/upload', auth: 'key', scopes: WRITE, starts: false, thing: 'account' },
  mediaUploadUrl: { method: 'POST', path: '/media/upload-url', auth: 'key', scopes: WRITE, starts: false, thing: 'account' },
  mediaUploadPut: { method: 'PUT', path: '', auth: 'none', scopes: [], starts: false, thing: 'account' },
  mediaUploadComplete: { method: 'POST', path: '/media/upload-url/complete', auth: 'key', scopes: WRITE, starts: false, thing: 'account' },
  usage: { method: 'GET', path: '/developer/usage', auth: 'key', scopes: ['usage:read'], starts: false, thing: 'account' },
} as const satisfies Record<string, Endpoint>; // prettier-ignore

export type EndpointName = keyof typeof ENDPOINTS;

/**
 * The endpoint's full address.
 *
 * @throws WireflowError `bad_input` for an id that would change the path: escaping does not help against ".."
 */
export function urlOf(baseUrl: string, name: EndpointName, id?: string, query: Readonly<Record<string, string>> = {}): string {
  const { path: template, thing } = ENDPOINTS[name];
  if (template.includes('{id}') && !isSafeId(id ?? '')) {
    throw new WireflowError({
      kind: 'bad_input',
      problem: `The ID of the ${thing} holds characters that no ID of Wireflow has.`,
      nextStep: 'Choose it from the list, or map it from an earlier Wireflow step.',
    });
  }
  const path = template.replace('{id}', encodeURIComponent(id ?? ''));
  const search = new URLSearchParams(query).toString();
  return `${baseUrl}${path}${search === '' ? '' : `?${search}`}`;
}
