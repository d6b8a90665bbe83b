import { isObject, type JsonObject } from '../../json.js';
import { wordsIn } from './absent_words.js';
import { layersOf } from './envelope.js';
import { reasonIn } from './reason.js';

/** What may stand beside an error without making it anything else. */
const BESIDE = new Set(['error', 'errors', 'message', 'success', 'ok', 'code', 'type', 'status', 'statusCode', 'details', 'detail', 'requestId', 'request_id', 'timestamp', 'path', 'data', 'result']);
/** What an execution has and a refusal has not: a failed run may well be called no success. */
const OF_AN_EXECUTION = ['nodeStates', 'nodeResults', 'executionRuns', 'finalOutput', 'executionId', 'outputs', 'output'];

/**
 * The words of an error that comes under a success status, or null for a reply that is none.
 *
 * @param isStart a start that is called no success is one, whatever else the reply says
 */
export function refusalIn(body: unknown, isStart: boolean): string | null {
  const layers = layersOf(body);
  const isNoSuccess = layers.some((layer) => [layer['success'], layer['ok']].some((word) => word === false || word === 'false'));
  const isError = isNoSuccess ? isStart || !isExecution(layers) : isObject(body) && isErrorAlone(body);
  return isError ? (layers.map(wordsOf).find((words) => words !== null) ?? '') : null;
}

function isExecution(layers: readonly JsonObject[]): boolean {
  return layers.some((layer) => OF_AN_EXECUTION.some((key) => layer[key] !== undefined) || /^[A-Z_ ]+$/i.test(typeof layer['status'] === 'string' ? layer['status'] : ''));
}

function isErrorAlone(body: JsonObject): boolean {
  const hasError = [body['error'], body['errors']].some((error) => reasonIn(error) !== null);
  const status = body['status'];
  const isStatusOfHttp = status === undefined || typeof status === 'number' || /^(error|fail)$/i.test(String(status));
  return hasError && isStatusOfHttp && Object.entries(body).every(([key, value]) => BESIDE.has(key) && (!['data', 'result'].includes(key) || value === null));
}

function wordsOf(layer: JsonObject): string | null {
  return reasonIn(layer['error']) ?? wordsIn(layer['message']) ?? reasonIn(layer['errors']);
}
