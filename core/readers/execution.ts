import { readStatus, type Execution, type ExecutionStatus, type Output } from '../execution.js';
import { findFiles, findText, mergeFacts } from '../images.js';
import { first, isObject, isoTime, objectsIn, text, type JsonObject } from '../json.js';
import { layersOf } from './envelope.js';
import { unreadable, type Reply } from './reply.js';

/** Keys of which a reply about an execution has at least one. */
const MARKS = ['status', 'nodeStates', 'nodeResults', 'nodeRuns', 'executionRuns', 'finalOutput', 'outputs'];

/**
 * Reads the reply to a poll, in every shape that is documented (docs/service.md, "Poll replies").
 *
 * @param executionId the id that was asked for: not every shape repeats it, and a batch holds several
 * @throws WireflowError `unreadable` when nothing in the reply speaks of an execution
 */
export function readExecution(reply: Reply, executionId: string): Execution {
  const layers = layersOf(reply.body);
  const runs = layers.flatMap((layer) => objectsIn(layer['executionRuns']));
  const run = runs.find((candidate) => text(candidate['id']) === executionId) ?? runs[0];
  const all = run ? [...layers, run] : layers;
  if (!all.some((layer) => MARKS.some((mark) => mark in layer))) throw unreadable(reply, 'an execution');
  return executionFrom(all, executionId, reply.requestId);
}

/**
 * Reads one execution from the objects that describe it, outermost first.
 *
 * @param requestId of the reply that they came in
 */
export function executionFrom(layers: readonly JsonObject[], id: string, requestId: string | null): Execution {
  const nodes = nodesIn(layers);
  return {
    id,
    status: statusIn(layers),
    message: first(layers, ['message'], text),
    error: errorIn(layers, nodes),
    workflowId: first(layers, ['workflowId', 'workflow_id'], text) ?? first(named(layers, 'workflow'), ['id'], text),
    workflowName: first(layers, ['workflowName', 'workflow_name'], text) ?? first(named(layers, 'workflow'), ['name'], text),
    startedAt: first(layers, ['startTime', 'startedAt', 'started_at', 'createdAt'], isoTime),
    finishedAt: first(layers, ['endTime', 'finishedAt', 'completedAt', 'endedAt', 'finished_at'], isoTime),
    requestId,
    outputs: outputsIn(layers, nodes),
  };
}

/** The outermost word that we know: an envelope may carry a `status` of its own. */
function statusIn(layers: readonly JsonObject[]): ExecutionStatus {
  const statuses = layers.filter((layer) => 'status' in layer).map((layer) => readStatus(layer['status']));
  return statuses.find((status) => status !== 'running') ?? 'running';
}

function named(layers: readonly JsonObject[], key: string): JsonObject[] {
  return layers.map((layer) => layer[key]).filter(isObject);
}

/** Every node record in the reply, in the order of the shapes' trust: the newest shape first. */
function nodesIn(layers: readonly JsonObject[]): JsonObject[] {
  const lists = layers.flatMap((layer) => {
    const results = isObject(layer['nodeResults']) ? layer['nodeResults']['nodeRuns'] : layer['nodeResults'];
    const states = isObject(layer['nodeStates']) ? Object.values(layer['nodeStates']) : layer['nodeStates'];
    return [states, results, layer['nodeRuns'], layer['outputs']];
  });
  return lists.flatMap(objectsIn).filter((node) => !isInputNode(node));
}

/** What the person put in is no result. */
function isInputNode(node: JsonObject): boolean {
  return /^input\b/i.test(first([node], ['nodeType', 'type', 'category'], text) ?? '');
}

function labelOf(node: JsonObject): string | null {
  return first([node], ['label', 'nodeLabel', 'nodeId', 'id'], text);
}

function outputsIn(layers: readonly JsonObject[], nodes: readonly JsonObject[]): Output[] {
  const outputs = new Map<string, Output>();
  const add = (output: Output) => {
    const key = output.url ?? `${output.nodeLabel}\n${output.text}`;
    const known = outputs.get(key);
    outputs.set(key, known ? mergeFacts(known, output) : output);
  };
  for (const node of nodes) {
    findFiles(node, labelOf(node)).forEach(add);
    const copy = findText(node);
    if (copy !== null) add(textOutput(copy, labelOf(node)));
  }
  const finals = layers.flatMap((layer) => [layer['finalOutput'], layer['output']]).flatMap((value) => findFiles(value, null));
  finals.forEach(add);
  return finalFirst([...outputs.values()], finals[0]?.url ?? null);
}

/**
 * Puts the finished picture of a chain before what led to it: what the service names as final, otherwise what the
 * last node gave. The rest keeps the order of the nodes. Most people map only the first picture.
 */
function finalFirst(outputs: readonly Output[], finalUrl: string | null): Output[] {
  const images = outputs.filter((output) => output.kind === 'image');
  const lastLabel = images.at(-1)?.nodeLabel ?? null;
  const isFinal = (output: Output) =>
    output.kind === 'image' && (finalUrl === null || !images.some(({ url }) => url === finalUrl)
      ? output.nodeLabel === lastLabel
      : output.url === finalUrl);
  return [...outputs.filter(isFinal), ...outputs.filter((output) => !isFinal(output))];
}

function textOutput(copy: string, nodeLabel: string | null): Output {
  return { kind: 'text', url: null, text: copy, width: null, height: null, contentType: null, filename: null, nodeLabel };
}

function errorIn(layers: readonly JsonObject[], nodes: readonly JsonObject[]): string | null {
  const failed = nodes.map((node) => ({ label: labelOf(node), words: errorWords(node['error']) })).find(({ words }) => words !== null);
  const own = layers.map((layer) => errorWords(layer['error'])).find((words) => words !== null) ?? null;
  if (!failed) return own;
  const named = failed.label ? `${failed.label}: ${failed.words}` : failed.words;
  return own === null || own === failed.words ? named : own;
}

function errorWords(error: unknown): string | null {
  return isObject(error) ? first([error], ['message', 'detail', 'code', 'type'], text) : text(error);
}
