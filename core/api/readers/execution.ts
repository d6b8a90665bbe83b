import { hasEnded, hasFile, type Execution, type ExecutionStatus, type Output } from '../../model/execution.js';
import { readStatus } from '../../model/status_words.js';
import { findFiles, findText, mergeFacts } from './images_in_reply.js';
import { first, isObject, isoTime, objectsIn, text, type JsonObject } from '../../json.js';
import { wordsIn } from './absent_words.js';
import { amountIn } from '../../model/amounts.js';
import { pictureKey } from '../../model/images.js';
import { ended } from '../../model/one_sentence.js';
import { linkKeysIn, NO_INPUTS, type OwnInputs } from '../../model/own_inputs.js';
import { emptyNodeIn } from './empty_node.js';
import { filesElsewhere } from './files_elsewhere.js';
import { layersOf } from './envelope.js';
import { isInputNode, nodesIn, type Node } from './nodes.js';
import { reasonIn } from './reason.js';
import { unreadable, type Reply } from './reply.js';

/** Keys of which a reply about an execution has at least one. */
const MARKS = ['status', 'nodeStates', 'nodeResults', 'nodeRuns', 'executionRuns', 'finalOutput', 'outputs'];

const FINISHED_KEYS = ['endTime', 'finishedAt', 'completedAt', 'endedAt', 'finished_at', 'completed_at', 'ended_at'];
const ERROR_KEYS = ['error', 'errors', 'errorMessage', 'error_message', 'failureReason'];
const MOST_REASONS = 3;
/** The first is the documented one (docs/service.md, "Credits"). */
const CREDIT_KEYS = ['creditsUsed', 'creditsCharged', 'totalCredits', 'credits'];

/**
 * Reads the reply to a poll, in every shape that is documented (docs/service.md, "Poll replies").
 *
 * @param executionId the id that was asked for: not every shape repeats it, and a batch holds several
 * @param own what is known to have been put in
 * @throws WireflowError `unreadable` when nothing in the reply speaks of an execution
 */
export function readExecution(reply: Reply, executionId: string, own: OwnInputs = NO_INPUTS): Execution {
  const layers = layersOf(reply.body);
  const runs = layers.flatMap((layer) => objectsIn(layer['executionRuns']));
  // Another run of the same batch says nothing about this one.
  const run = runs.find((candidate) => runId(candidate) === executionId) ?? (runs.length === 1 ? runs[0] : undefined);
  const all = run ? runInBatch(run, layers) : layers;
  if (!all.some((layer) => MARKS.some((mark) => mark in layer))) throw unreadable(reply, 'an execution');
  const execution = executionFrom(all, executionId, reply.requestId, own);
  if (execution.status !== 'completed' || hasFile(execution)) return execution;
  const elsewhere = filesElsewhere(all).filter((file) => !putInto(all, own).has(keyOf(file)));
  if (elsewhere.length > 0) return { ...execution, outputs: [...elsewhere, ...execution.outputs] };
  return execution.outputs.length > 0 ? execution : { ...execution, message: execution.message ?? reasonForNothing(all) };
}

export function runId(run: JsonObject): string | null {
  return first([run], ['executionId', 'id'], text);
}

/** Models that refuse a prompt may call that a success, and say why beside their empty list. */
function reasonForNothing(layers: readonly JsonObject[]): string | null {
  return nodesIn(layers).map(({ records }) => first(records, ['output', 'outputs', 'result'], reasonIn)).find((words) => words !== null) ?? null;
}

/** One run of a batch and what holds it, for `executionFrom`. Where the run has a state, the batch's is not its own. */
export function runInBatch(run: JsonObject, layers: readonly JsonObject[]): JsonObject[] {
  return [run, ...(text(run['status']) === null ? layers : layers.map((layer) => ({ ...layer, status: undefined })))];
}

/**
 * Reads one execution from the objects that describe it, outermost first.
 *
 * @param requestId of the reply that they came in
 */
export function executionFrom(layers: readonly JsonObject[], id: string, requestId: string | null, own: OwnInputs = NO_INPUTS): Execution {
  const all = nodesIn(layers);
  const nodes = all.filter((node) => !isOwnInput(node, own));
  const putIn = putInto(layers, own, all);
  const status = statusIn(layers);
  const emptyNode = status === 'completed' ? emptyNodeIn(nodes) : null;
  return {
    id,
    status,
    message: first(layers, ['message'], wordsIn),
    error: errorIn(layers, nodes),
    workflowId: first(layers, ['workflowId', 'workflow_id'], text) ?? first(named(layers, 'workflow'), ['id'], text),
    workflowName: first(layers, ['workflowName', 'workflow_name'], text) ?? first(named(layers, 'workflow'), ['name'], text),
    startedAt: first(layers, ['startTime', 'startedAt', 'started_at', 'createdAt'], isoTime),
    finishedAt: first(layers, FINISHED_KEYS, isoTime),
    requestId,
    credits: first(layers, CREDIT_KEYS, amountIn),
    outputs: hasEnded(status) ? outputsIn(layers, nodes, putIn) : [],
    ...(emptyNode === null ? {} : { emptyNode }),
  };
}

function isOwnInput({ id, records }: Node, own: OwnInputs): boolean {
  return records.some(isInputNode) || (id !== null && own.nodeIds.has(id));
}

/** The links that were put in, as far as this side or the reply knows them. */
function putInto(layers: readonly JsonObject[], own: OwnInputs, nodes: readonly Node[] = nodesIn(layers)): ReadonlySet<string> {
  const inputs = nodes.filter((node) => isOwnInput(node, own)).map(({ records }) => records);
  return new Set([...own.links, ...linkKeysIn(inputs), ...linkKeysIn(layers.map((layer) => [layer['inputs'], layer['triggerData']]))]);
}

/** What envelopes say about the request, not about the run. */
const ENVELOPE_STATUS = /^(ok|okay|success|successful|error|\d+)$/i;

/** The outermost word that is not an envelope's own: what stands inside a run that goes on does not end it. */
function statusIn(layers: readonly JsonObject[]): ExecutionStatus {
  return readStatus(layers.map((layer) => layer['status']).find((word) => typeof word === 'string' && word.trim() !== '' && !ENVELOPE_STATUS.test(word.trim())));
}

function named(layers: readonly JsonObject[], key: string): JsonObject[] {
  return layers.map((layer) => layer[key]).filter(isObject);
}

/**
 * Whether the nodes name a file. What names only a final one may hold back the others.
 *
 * @param layers the objects that describe an execution
 */
export function namesFilesByNode(layers: readonly JsonObject[]): boolean {
  return nodesIn(layers).some(({ files }) => files.length > 0);
}

function outputsIn(layers: readonly JsonObject[], nodes: readonly Node[], putIn: ReadonlySet<string>): Output[] {
  const outputs = new Map<string, Output>();
  const add = (output: Output) => {
    const key = keyOf(output);
    const known = outputs.get(key);
    if (!putIn.has(key)) outputs.set(key, known ? mergeFacts(known, output) : output);
  };
  for (const node of nodes) {
    node.files.forEach(add);
    const copy = node.records.map(findText).find((words) => words !== null);
    if (copy !== undefined) add(textOutput(copy, node.label));
  }
  const finals = layers.flatMap((layer) => [layer['finalOutput'], layer['output']]).flatMap((value) => findFiles(value, null));
  finals.forEach(add);
  return finalFirst([...outputs.values()], nodes, finals[0] ? keyOf(finals[0]) : null);
}

function keyOf({ url, nodeLabel, text: words }: Output): string {
  return url === null ? `${nodeLabel}\n${words}` : pictureKey(url);
}

/**
 * Puts the finished picture of a chain before what led to it: what the service names as final and what else that node
 * gave, otherwise what the last node gave. The rest keeps the order of the nodes. Most people map only the first picture.
 */
function finalFirst(outputs: readonly Output[], nodes: readonly Node[], named: string | null): Output[] {
  const images = new Set(outputs.filter(({ kind }) => kind === 'image').map(keyOf));
  const final = named !== null && images.has(named) ? named : null;
  const givers = nodes.map((node) => ({ node, keys: node.files.map(keyOf).filter((key) => images.has(key)) })).filter(({ keys }) => keys.length > 0);
  const last = new Set((final === null ? lastOf(givers) : givers.findLast(({ keys }) => keys.includes(final)))?.keys);
  const rank = (key: string) => (!images.has(key) ? 2 : key === final ? 0 : last.has(key) ? 1 : 2);
  return outputs.map((output) => ({ output, rank: rank(keyOf(output)) })).sort((a, b) => a.rank - b.rank).map(({ output }) => output);
}

/** The one that ended last, where each of them tells its end; otherwise the one that stands last. */
function lastOf<T extends { readonly node: Node }>(givers: readonly T[]): T | undefined {
  const ended = givers.map((giver) => ({ giver, at: first(giver.node.records, FINISHED_KEYS, isoTime) }));
  if (ended.some(({ at }) => at === null)) return givers.at(-1);
  return ended.reduce((last, next) => ((next.at ?? '') >= (last?.at ?? '') ? next : last), ended[0])?.giver;
}

function textOutput(copy: string, nodeLabel: string | null): Output {
  return { kind: 'text', url: null, text: copy, width: null, height: null, contentType: null, filename: null, nodeLabel };
}

/** Why it failed: the nodes' reasons, each led by its node, then the run's own where it says more. */
function errorIn(layers: readonly JsonObject[], nodes: readonly Node[]): string | null {
  const byNode = nodes.flatMap(({ label, records }) => {
    const words = first(records, ERROR_KEYS, reasonIn);
    return words === null ? [] : [{ label, words }];
  });
  const own = layers.map((layer) => first([layer], ERROR_KEYS, reasonIn)).find((words) => words !== null) ?? null;
  // The run's own words may be the node's with more around them.
  const told = byNode.filter(({ words }, index) => byNode.findIndex((other) => other.words === words) === index).map(({ label, words }) => led(label, own?.includes(words) ? own : words));
  const all = [...new Set(told)].slice(0, MOST_REASONS).join('; ');
  if (all === '' || own === null || all.includes(own)) return all || own;
  return `${ended(all)} ${own}`;
}

function led(label: string | null, words: string): string {
  return label === null || words.toLowerCase().includes(label.toLowerCase()) ? words : `${label}: ${words}`;
}
