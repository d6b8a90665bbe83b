import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { WireflowError, type ErrorKind } from '../../../../../core/model/errors.js';

/** What is wrong with the step itself; all else is an answer of the service, or none. */
const OPERATION_KINDS = new Set<ErrorKind>(['bad_input', 'no_key', 'too_expensive']);

/** What the core says about places that try again by themselves, in n8n's words. */
const N8N_WORDS: readonly (readonly [core: RegExp, n8n: string])[] = [
  [/the step is tried again by itself, or can be run again in a few minutes/, 'run the step again in a few minutes'],
  [/the step is tried again by itself after the wait/i, 'run the step again after the wait'],
  [/then reconnect Wireflow with it/, 'then put it into the Wireflow credential of this node'],
  [/Wireflow does not accept the API key of this connection/, 'Wireflow does not accept the API key of this credential'],
  [/This step needs a Wireflow API key, and the connection has none/, 'This operation needs a Wireflow API key, and the node has no credential'],
  [/Map the (.*) from an earlier Wireflow step/, 'Map the $1 from an earlier Wireflow node'],
  [/needs a Wireflow API key, and this connection has none/, 'needs a Wireflow API key, and the node has no credential'],
  [/Add a key to the connection, or/, 'Give the node a Wireflow credential, or'],
  [/This step needs a key of (.*), and the connection has none/, 'This operation needs a key of $1, and the node has no credential for it'],
  [/Reconnect Wireflow with (?:your|the) key of (.*?)(?=[,.])/, 'Give the node a credential of $1'],
  [/that the connection has a key for/, 'that the node has a credential for'],
  [/add another provider’s key/, 'add a credential of another provider'],
  [/does not accept the API key of this connection/, 'does not accept the API key of its credential'],
  [/, then reconnect with it/, ', then put it into the credential of this node'],
  [/ and reconnect, without spaces/, ' into the credential of this node, without spaces'],
  [/The step is tried again by itself after a while/, 'Run the step again after a while'],
  [/Map the Job Address of the step (?:Generate Flux Image|that made the image)/, 'Map the Job Address of the node that made the image'],
];

function inN8nWords(words: string): string {
  return N8N_WORDS.reduce((rest, [core, n8n]) => rest.replace(core, n8n), words);
}

/**
 * The error as n8n shows it: what happened, how to go on, which item.
 *
 * @param error anything; what is not ours passes as n8n wraps it
 * @param note one more sentence for the description
 */
export function nodeErrorFor(node: INode, error: unknown, itemIndex?: number, note = ''): NodeApiError | NodeOperationError {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  const item = itemIndex === undefined ? {} : { itemIndex };
  if (!(error instanceof WireflowError)) return new NodeOperationError(node, error instanceof Error ? error : 'The step ended in an unexpected way', item);
  const message = inN8nWords(error.problem);
  const support = error.requestId === null ? '' : ` (Request ID: ${error.requestId})`;
  const description = [`${inN8nWords(error.nextStep)}${support}`, note].filter(Boolean).join(' ');
  if (OPERATION_KINDS.has(error.kind)) return new NodeOperationError(node, message, { description, ...item });
  const httpCode = error.status === null ? {} : { httpCode: String(error.status) };
  return new NodeApiError(node, { message }, { message, description, ...httpCode, ...item });
}
