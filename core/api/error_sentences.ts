import { first, isObject, objectsIn, text, type JsonObject } from '../json.js';
import { amountIn } from '../model/amounts.js';
import type { ErrorKind, WireflowErrorFacts } from '../model/errors.js';
import { asSentence, quoted as quotedAtMost } from '../model/one_sentence.js';
import { shorten } from '../shorten.js';
import { withoutAdvice } from './advice.js';
import { ENDPOINTS, type EndpointName } from './endpoints.js';

const KEYS_PAGE = 'Settings > API Keys in Wireflow (https://www.wireflow.ai/docs/api/authentication)';
const CREDITS_PAGE = 'https://www.wireflow.ai/docs/credits-and-billing';
const MS_PER_S = 1000;

/** What an error reply says, in either of its documented envelopes. */
export interface Refusal {
  readonly endpoint: EndpointName;
  readonly status: number;
  /** Wireflow's own words; empty when it sent none (an HTML page, an empty body). */
  readonly message: string;
  readonly body: JsonObject;
  /** False where somebody on the way has answered in the service's place. */
  readonly isOwnWord: boolean;
  readonly retryAfterMs: number | undefined;
  /** Whether the reply itself asks to come back later; a reset time stands on every reply. */
  readonly saysWhen: boolean;
}

export type Explanation = Omit<WireflowErrorFacts, 'requestId' | 'status'>;

export function plain({ message }: Refusal, kind: ErrorKind, problem: string, nextStep: string): Explanation {
  return { kind, problem: `${problem}${message ? `: ${sentence(message)}` : '.'}`, nextStep };
}

export function rejected(refusal: Refusal): Explanation {
  const inactive = /not active/i.test(refusal.message);
  const nextStep = inactive
    ? 'Open the workflow in Wireflow, activate it, then run the step again.'
    : 'Correct the fields of this step or the workflow itself, then run the step again.';
  const violation = first(objectsIn(refusal.body['violations']), ['message'], text);
  const detail = { ...refusal, message: violation === null || refusal.message.includes(violation) ? refusal.message : `${refusal.message} ${violation}`.trim() };
  return plain(detail, 'rejected', 'Wireflow refused the request', nextStep);
}

export function refusedKey(refusal: Refusal): Explanation {
  const expired = /expired/i.test(refusal.message);
  return {
    kind: 'bad_key',
    problem: expired ? 'The Wireflow API key has expired.' : 'Wireflow does not accept the API key of this connection.',
    nextStep: `Create a key under ${KEYS_PAGE}, then reconnect Wireflow with it.`,
  };
}

export function outOfCredits({ body, message }: Refusal): Explanation {
  const layers = [body, body['error'], body['data']].filter(isObject);
  const needed = first(layers, ['requiredCredits', 'required'], amountIn);
  const available = first(layers, ['availableCredits', 'available'], amountIn);
  const dearest = layers
    .flatMap((layer) => objectsIn(layer['breakdown']))
    .map((node) => ({ label: first([node], ['nodeLabel', 'label', 'nodeId'], text), credits: amountIn(node['credits']) ?? 0 }))
    .sort((a, b) => b.credits - a.credits)[0];
  const numbers = needed !== null && available !== null ? `: this execution needs ${needed}, and ${available} are available` : '';
  const node = dearest?.label && dearest.credits > 0 ? `; the most expensive part is “${shorten(dearest.label, LONGEST_LABEL)}” with ${dearest.credits}` : '';
  // Without numbers of its own, Wireflow's sentence is all there is: it may name the plan that is missing.
  const words = numbers === '' && message !== '' ? ` (Wireflow says: ${quoted(message)})` : '';
  return {
    kind: 'out_of_credits',
    problem: `The Wireflow account has too few credits${numbers}${node}${words}.`,
    nextStep: `Nothing was started. Add credits in Wireflow (${CREDITS_PAGE}), then run the step again.`,
  };
}

/** An account that is not served as it stands, under a status that speaks of keys: the key itself, where one was sent, is good. */
export function refusedAccount(refusal: Refusal): Explanation {
  const { auth, starts } = ENDPOINTS[refusal.endpoint];
  const look = `${auth === 'none' ? 'Look' : 'The key can stay: look'} at the account’s plan and billing in Wireflow (${CREDITS_PAGE}), then run the step again.`;
  return plain(refusal, 'rejected', 'Wireflow refused the request', `${starts ? 'Nothing was started. ' : ''}${look}`);
}

export function forbidden({ endpoint, message }: Refusal): Explanation {
  const { scopes, auth } = ENDPOINTS[endpoint];
  if (auth === 'none') {
    return { kind: 'forbidden', problem: 'Wireflow does not let this webhook be used.', nextStep: 'Check in Wireflow that the workflow is yours and its webhook is enabled.' };
  }
  const { thing } = ENDPOINTS[endpoint];
  // A key belongs to one account: what is asked of that account as a whole can be no other's.
  const orNotYours = thing === 'account' ? '' : `, or the ${thing} belongs to another account`;
  const words = message && !/^forbidden\.?$/i.test(message.trim()) ? ` (Wireflow says: ${quoted(message)})` : '';
  return {
    kind: 'forbidden',
    problem: `The API key may not do this: it is missing a permission (the scope ${scopes.join(' or ')})${orNotYours}${words}.`,
    nextStep: `Create a key with that scope under ${KEYS_PAGE}, then reconnect Wireflow with it.`,
  };
}

const NOT_FOUND: Readonly<Record<(typeof ENDPOINTS)[EndpointName]['thing'], readonly [string, string]>> = {
  webhook: ['Wireflow knows no such webhook, or it is switched off.', 'In Wireflow, open the workflow’s Settings > Webhook, enable it, and copy its URL again.'],
  workflow: ['Wireflow knows no such workflow in this account.', 'Choose the workflow again; it may have been deleted.'],
  execution: ['Wireflow knows no such execution in this account.', 'Check the execution ID; it must come from a workflow of this account.'],
  account: ['Wireflow did not recognise this request.', 'Try again later; if it stays, tell the maintainers of this integration.'],
}; // prettier-ignore

export function notFound({ endpoint }: Refusal): Explanation {
  const [problem, nextStep] = NOT_FOUND[ENDPOINTS[endpoint].thing];
  return { kind: 'not_found', problem, nextStep };
}

export function rateLimited({ endpoint, message, retryAfterMs }: Refusal): Explanation {
  const wait = retryAfterMs === undefined ? '' : ` It can go on in ${duration(retryAfterMs)}.`;
  return {
    kind: 'rate_limited',
    problem: `Wireflow’s limit of requests is reached${message ? `: ${sentence(message)}` : '.'}${wait}`,
    nextStep: `${ENDPOINTS[endpoint].starts ? 'Nothing was started; the' : 'The'} step is tried again by itself after the wait.`,
    retryAfterMs,
    canRetry: true,
  };
}

export function unavailable({ endpoint, status, message, isOwnWord, retryAfterMs, saysWhen }: Refusal): Explanation {
  const problem = (words: string): string => `Wireflow has a problem of its own (HTTP ${status})${words ? `: ${sentence(words)}` : '.'}`;
  // A 503 of the service's own that says when to come back was answered before any work was done. Any other failure of the server may have
  // happened after the run was accepted.
  const refusedWork = status === 503 && saysWhen && isOwnWord;
  if (ENDPOINTS[endpoint].starts && !refusedWork) return startUnknown(problem(withoutAdvice(message)));
  return { kind: 'unavailable', problem: problem(message), nextStep: 'Nothing is lost: the step is tried again by itself, or can be run again in a few minutes.', retryAfterMs: saysWhen ? retryAfterMs : undefined, canRetry: true };
}

/** Redirects are not followed: the key must not travel, and a redirected POST may lose its body. Some mean "done, look there". */
export function moved({ endpoint, status }: Refusal): Explanation {
  const problem = `Wireflow sends this request to another address (HTTP ${status}), where it is not followed.`;
  if (ENDPOINTS[endpoint].starts) return startUnknown(problem);
  return { kind: 'unavailable', problem, nextStep: 'Nothing was started. Tell the maintainers of this integration that the address has moved.' };
}

/** A refusal by somebody on the way to the service. It passes, or the network's owner has to let the request through. */
export function foreign({ endpoint, status }: Refusal): Explanation {
  return {
    kind: 'unavailable',
    problem: `Something between here and Wireflow, such as its hosting or a firewall, refused the request (HTTP ${status}).`,
    nextStep: `${ENDPOINTS[endpoint].starts ? 'Nothing was started' : 'Nothing is lost'}: the step is tried again by itself, or can be run again in a few minutes. If it stays, send this message to Wireflow support.`,
    canRetry: true,
  };
}

/** A refusal by the store to which Wireflow sends large files. */
export function notStored({ status }: Refusal): Explanation {
  return {
    kind: 'unavailable',
    problem: `The store for large files did not take the image (HTTP ${status}).`,
    nextStep: 'Nothing was started; the step is tried again by itself. If it stays, use an image of less than 4 MB.',
    canRetry: true,
  };
}

/** The explanation for a start of which nobody knows whether it happened: it must not be repeated blindly. */
export function startUnknown(problem: string): Explanation {
  return {
    kind: 'start_unknown',
    problem: `${problem} The execution may have started.`,
    nextStep: 'Look at the workflow’s executions in Wireflow before you run this step again, or you may pay twice.',
  };
}

/** What to do where a reply names an execution that may be the one. */
export function lookAtFirst(executionId: string): string {
  return `Wireflow names the execution ${executionId}: look at that one before you run this step again, or you may pay twice.`;
}

const WHERE_TO_LOOK = 'the workflow’s executions in Wireflow';

/** What to do after a start of unknown fate, with the address of the workflow to look at. */
export function withWhereToLook(nextStep: string, workflowUrl: string): string {
  return nextStep.includes(WHERE_TO_LOOK) ? nextStep.replace(WHERE_TO_LOOK, `${WHERE_TO_LOOK} (${workflowUrl})`) : `${nextStep} Its workflow: ${workflowUrl}`;
}

const LONGEST_QUOTE = 300;
const LONGEST_LABEL = 80;

const quoted = (message: string): string => quotedAtMost(message, LONGEST_QUOTE);

/** Somebody else's text as one sentence of ours, with a full stop. */
export const sentence = (message: string): string => asSentence(message, LONGEST_QUOTE);

function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / MS_PER_S));
  if (seconds === 1) return 'a second';
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
