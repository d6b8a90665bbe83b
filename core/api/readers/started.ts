import type { Execution } from '../../model/execution.js';
import { isSafeId } from '../../model/safe_id.js';
import { isObject, objectsIn, parseJson, text, type JsonObject } from '../../json.js';
import { layersOf } from './envelope.js';
import { executionFrom, runInBatch } from './execution.js';
import { unreadable, type Reply } from './reply.js';
import type { HttpResponse } from '../transport.js';

/**
 * Reads the reply to a start: trigger (202), execute (201) and run, in every documented shape
 * (docs/service.md, "Start replies"). Where the body holds no id, the `Location` header does; and where it can not be read, its
 * words may name one all the same: a run that was paid for is not given up for the form of its reply.
 *
 * @throws WireflowError `unreadable` when no id can be found
 */
export function readStarted(reply: Reply): Execution {
  const layers = layersOf(reply.body);
  const runs = layers.flatMap((layer) => objectsIn(layer['executionRuns']));
  const id = idIn(layers, runs) ?? idInLocation(reply.location) ?? (isObject(reply.body) ? null : idInWords(reply.raw));
  if (id === null) throw unreadable(reply, 'a started execution');
  const all = runs[0] ? runInBatch(runs[0], layers) : layers;
  const started = executionFrom(all, id, reply.requestId);
  // A start that is only acknowledged has not begun to run.
  return all.some((layer) => text(layer['status']) !== null) ? started : { ...started, status: 'queued' };
}

/**
 * The execution that a reply names although it is no accepted start: an error beside an id, a redirect to it.
 *
 * @returns null for a bare `id`, which is the error's own as likely
 */
export function executionNamedIn(response: HttpResponse): string | null {
  const ids = layersOf(parsedOrNull(response.text)).flatMap((layer) => EXECUTION_ID_KEYS.map((key) => text(layer[key])));
  const id = ids.find((one) => one !== null && isSafeId(one)) ?? null;
  return id ?? idInLocation(response.header('location')) ?? idInWords(response.text, true);
}

function parsedOrNull(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}

const EXECUTION_ID_KEYS = ['executionId', 'execution_id'];

function idIn(layers: readonly JsonObject[], runs: readonly JsonObject[]): string | null {
  const own = (key: string, objects: readonly JsonObject[]) => objects.map((object) => text(object[key])).find((id) => id !== null);
  const nested = layers.map((layer) => layer['execution']).filter(isObject);
  return own('executionId', layers) ?? own('execution_id', layers) ?? own('id', runs) ?? own('id', nested) ?? own('id', layers) ?? null;
}

/** In the manner of JSON: an error that is none. */
const NO_ERROR = /\\?["']errors?(_?message)?\\?["']\s*:\s*(null|false|0|\\?["']\s*\\?["']|\[\s*\]|\{\s*\})(?=\s*([,}\]]|$))/gi;

/**
 * The one execution that a text names in the manner of JSON, though the whole is none: cut off, in a list, quoted, in an event
 * stream. Beside an error it is no accepted start.
 */
function idInWords(words: string, evenInAnError = false): string | null {
  if (!evenInAnError && /error/i.test(words.replace(NO_ERROR, ''))) return null;
  const named = [...words.matchAll(/execution_?id\\?["']\s*:\s*(?:\\?["']([^"'\\]+)\\?["']|(\d+)(?=[\s,}\]]))/gi)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const [id = ''] = new Set(named);
  return new Set(named).size === 1 && isSafeId(id) ? id : null;
}

function idInLocation(location: string | null): string | null {
  const id = /^[^?#]*\/executions\/([^/?#]+)(\/poll)?\/?([?#]|$)/.exec(String(location))?.[1];
  return id !== undefined && isSafeId(id) && id !== 'poll' ? id : null;
}
