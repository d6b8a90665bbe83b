import { hasEnded, knownStatus, type Execution, type ExecutionStatus, type Output } from '../../model/execution.js';
import { findFiles, findText, mergeFacts } from './images_in_reply.js';
import { first, isObject, isoTime, number, objectsIn, text, type JsonObject } from '../../json.js';
import { layersOf } from './envelope.js';
import { unreadable, type Reply } from './reply.js';

/** Keys of which a reply about an execution has at least one. */
const MARKS = ['status', 'nodeStates', 'nodeResults', 'nodeRuns', 'executionRuns', 'finalOutput', 'outputs'];

/** Results are said to hold the credits used; the key is shown nowhere (docs/service.md, "Credits"). */
const CREDIT_KEYS = ['creditsUsed', 'creditsCharged', 'totalCredits', 'credits'];

/**
 * Reads the reply to a poll, in every shape that is documented (docs/service.md, "Poll replies").
 *
 * @param executionId the id that was asked for: not every shape repeats it, and a batch holds several
 * @throws WireflowError `unreadable` when nothing in the reply speaks of an execution
 */
export function readExecution(reply: Reply, executionId: string): Execution {
  const layers = layersOf(reply.body);
  const runs = layers.flatMap((layer) => objectsIn(layer['executionRuns']));
  // Another run of the same batch says nothing about this one.
  const run = runs.find((candidate) => runId(candidate) === executionId) ?? (runs.length === 1 ? runs[0] : undefined);
  const all = run ? runInBatch(run, layers) : layers;
  if (!all.some((layer) => MARKS.some((mark) => mark in layer))) throw unreadable(reply, 'an execution');
  return executionFrom(all, executionId, reply.requestId);
}

export function runId(run: JsonObject): string | null {
  return first([run], ['executionId', 'id'], text);
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
export function executionFrom(layers: readonly JsonObject[], id: string, requestId: string | null): Execution {
  const nodes = nodesIn(layers);
  const status = statusIn(layers);
  const emptyNode = status === 'completed' ? emptyNodeIn(nodes) : null;
  return {
    id,
    status,
    message: first(layers, ['message'], text),
    error: errorIn(layers, nodes),
    workflowId: first(layers, ['workflowId', 'workflow_id'], text) ?? first(named(layers, 'workflow'), ['id'], text),
    workflowName: first(layers, ['workflowName', 'workflow_name'], text) ?? first(named(layers, 'workflow'), ['name'], text),
    startedAt: first(layers, ['startTime', 'startedAt', 'started_at', 'createdAt'], isoTime),
    finishedAt: first(layers, ['endTime', 'finishedAt', 'completedAt', 'endedAt', 'finished_at'], isoTime),
    requestId,
    credits: first(layers, CREDIT_KEYS, number),
    outputs: hasEnded(status) ? outputsIn(layers, nodes) : [],
    ...(emptyNode === null ? {} : { emptyNode }),
  };
}

/** The outermost word that we know: an envelope may carry a `status` of its own, and so may a part of what goes on. */
function statusIn(layers: readonly JsonObject[]): ExecutionStatus {
  return layers.map((layer) => knownStatus(layer['status'])).find((status) => status !== null) ?? 'running';
}

function named(layers: readonly JsonObject[], key: string): JsonObject[] {
  return layers.map((layer) => layer[key]).filter(isObject);
}

/** What all lists of a reply say about one node. */
interface Node {
  readonly label: string | null;
  readonly records: readonly JsonObject[];
}

/** Every node in the reply but the inputs, in the order of the shapes' trust: the newest shape first. */
function nodesIn(layers: readonly JsonObject[]): Node[] {
  const lists = layers.flatMap((layer) => {
    const results = isObject(layer['nodeResults']) ? layer['nodeResults']['nodeRuns'] : layer['nodeResults'];
    return [listOrRecord(layer['nodeStates']), listOrRecord(results), layer['nodeRuns'], layer['outputs']];
  });
  const byId = new Map<string, JsonObject[]>();
  for (const [index, record] of lists.flatMap(objectsIn).entries()) {
    const id = first([record], ['nodeId', 'id', 'label'], text) ?? `#${index}`;
    const known = byId.get(id);
    if (known) known.push(record);
    else byId.set(id, [record]);
  }
  return [...byId.values()]
    .filter((records) => !records.some(isInputNode))
    .map((records) => ({ records, label: first(records, ['label', 'nodeLabel'], text) ?? first(records, ['nodeId', 'id'], text) }));
}

function listOrRecord(value: unknown): unknown {
  return isObject(value) ? Object.entries(value).map(([nodeId, node]) => (isObject(node) ? { nodeId, ...node } : node)) : value;
}

/** What the person put in is no result. */
function isInputNode(node: JsonObject): boolean {
  return ['nodeType', 'type', 'category'].some((key) => /^input\b/i.test(String(node[key])));
}

function filesOf({ records, label }: Node): Output[] {
  return records.flatMap((record) => findFiles(record, label));
}

/**
 * Whether the nodes name a file. What names only a final one may hold back the others.
 *
 * @param layers the objects that describe an execution
 */
export function namesFilesByNode(layers: readonly JsonObject[]): boolean {
  return nodesIn(layers).some((node) => filesOf(node).length > 0);
}

const FILE_PLACES = ['outputUrl', 'outputUrls', 'output', 'outputs', 'images'];
/** Nodes that ended so give nothing more. */
const ENDED_WITHOUT = /^(FAILED|ERROR|SKIPPED|CANCELL?ED|TIMEOUT|TIMED_OUT)$/i;

/**
 * A node behind the first that gave a file, with a place for its own that is still empty: results may be there later
 * than the word COMPLETED (docs/service.md, "Poll replies").
 */
function emptyNodeIn(nodes: readonly Node[]): string | null {
  const firstGiver = nodes.findIndex((node) => filesOf(node).length > 0);
  const isEmpty = ({ records, label }: Node, index: number) =>
    firstGiver >= 0 &&
    index > firstGiver &&
    label !== null &&
    filesOf({ records, label }).length === 0 &&
    records.every((record) => findText(record) === null && errorWords(record['error']) === null && !ENDED_WITHOUT.test(String(record['status']))) &&
    records.some((record) => isPromised(record) || (!hasCompleted(record) && FILE_PLACES.some((key) => key in record && isVoid(record[key]))));
  return nodes.find(isEmpty)?.label ?? null;
}

/** A place for pictures or the like that holds none. A node that only shows others' results has no such place. */
function isPromised({ output }: JsonObject): boolean {
  return isObject(output) && ['images', 'image', 'videos', 'video', 'audio'].some((key) => key in output && isVoid(output[key]));
}

/** A node that says so may have nothing to give at all: many only pass on what others made. */
function hasCompleted({ status }: JsonObject): boolean {
  return typeof status === 'string' && /^COMPLETED$/i.test(status.trim());
}

/** Nothing, or lists and objects that hold nothing. */
function isVoid(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isVoid);
  return value === null || value === '' || (isObject(value) && Object.values(value).every(isVoid));
}

function outputsIn(layers: readonly JsonObject[], nodes: readonly Node[]): Output[] {
  const outputs = new Map<string, Output>();
  const add = (output: Output) => {
    const key = output.url ?? `${output.nodeLabel}\n${output.text}`;
    const known = outputs.get(key);
    outputs.set(key, known ? mergeFacts(known, output) : output);
  };
  for (const node of nodes) {
    filesOf(node).forEach(add);
    const copy = node.records.map(findText).find((words) => words !== null);
    if (copy !== undefined) add(textOutput(copy, node.label));
  }
  const finals = layers.flatMap((layer) => [layer['finalOutput'], layer['output']]).flatMap((value) => findFiles(value, null));
  finals.forEach(add);
  return finalFirst([...outputs.values()], nodes, finals[0]?.url ?? null);
}

/**
 * Puts the finished picture of a chain before what led to it: what the service names as final and what else that node
 * gave, otherwise what the last node gave. The rest keeps the order of the nodes. Most people map only the first picture.
 */
function finalFirst(outputs: readonly Output[], nodes: readonly Node[], named: string | null): Output[] {
  const isImage = (output: Output) => output.kind === 'image';
  const finalUrl = outputs.find(({ url, kind }) => kind === 'image' && url === named)?.url ?? null;
  const givers = nodes.map((node) => filesOf(node).filter(isImage).map(({ url }) => url)).filter((urls) => urls.length > 0);
  const last = new Set(finalUrl === null ? givers.at(-1) : givers.findLast((urls) => urls.includes(finalUrl)));
  const rank = (output: Output) => (!isImage(output) ? 2 : output.url === finalUrl ? 0 : last.has(output.url) ? 1 : 2);
  return [...outputs].sort((a, b) => rank(a) - rank(b));
}

function textOutput(copy: string, nodeLabel: string | null): Output {
  return { kind: 'text', url: null, text: copy, width: null, height: null, contentType: null, filename: null, nodeLabel };
}

function errorIn(layers: readonly JsonObject[], nodes: readonly Node[]): string | null {
  const failed = nodes
    .map(({ label, records }) => ({ label, words: first(records, ['error'], errorWords) }))
    .find(({ words }) => words !== null);
  const own = layers.map((layer) => errorWords(layer['error'])).find((words) => words !== null) ?? null;
  if (!failed) return own;
  const named = failed.label ? `${failed.label}: ${failed.words}` : failed.words;
  return own === null || own === failed.words ? named : own;
}

function errorWords(error: unknown): string | null {
  return isObject(error) ? first([error], ['message', 'detail', 'code', 'type'], text) : text(error);
}
