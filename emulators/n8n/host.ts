import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { send, type HttpRequest } from './requests.js';

/** A credential as n8n hands it to a node. */
export interface Credential {
  readonly apiKey: string;
}

interface Binary {
  readonly id?: string;
  readonly data: string;
  readonly mimeType: string;
  readonly fileName?: string;
}

interface Item {
  readonly json: object;
  readonly binary?: Readonly<Record<string, Binary>>;
}

/** What n8n hands to a node while it runs, as far as a node of HTTP calls uses it. `npm run test:n8n` asks the real one the same. */
export interface HostOptions {
  /** One for each item. */
  readonly parameters: readonly Readonly<Record<string, unknown>>[];
  /** As many as there are parameters, and empty, where none are given. */
  readonly items?: readonly Item[];
  /** The step's credential, or none. */
  readonly credential?: Credential & Readonly<Record<string, string>> & { readonly name: string };
  /** More of them, by name. */
  readonly credentials?: Readonly<Record<string, Credential>>;
  /** Where a credential says that its key goes; as a bearer token where nothing is said. */
  readonly keyHeaders?: Readonly<Record<string, (apiKey: string) => Readonly<Record<string, string>>>>;
  /** What the person has set for the node in the editor, such as `onError`. */
  readonly node?: Readonly<Record<string, unknown>>;
  /** Kept from try to try of one execution, and in one that is retried, as n8n keeps it. */
  readonly context?: Record<string, unknown>;
  /** What a trigger keeps between polls; the context where nothing is given. */
  readonly staticData?: Record<string, unknown>;
  /** n8n's store of processed items; it outlives executions. */
  readonly processed?: Set<string>;
  /** n8n's store of files by their ids; it outlives executions. */
  readonly files?: Map<string, Buffer>;
  readonly executionId?: string;
  readonly workflowId?: string;
  readonly mode?: string;
  readonly runIndex?: number;
  readonly signal?: AbortSignal | undefined;
  readonly continueOnFail?: boolean | undefined;
  /** Told every line that the node logs. */
  onLog?(line: string): void;
  /** Given what the node wants done when the execution has ended. */
  onEnding?(end: () => Promise<void>): void;
}

const TYPES: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', txt: 'text/plain' };
/** What n8n tells by itself from the first bytes. */
const BEGINNINGS: readonly (readonly [hex: string, ending: string])[] = [['89504e470d0a1a0a', 'png'], ['ffd8ff', 'jpg']];
const CONTINUES = new Set<unknown>(['continueRegularOutput', 'continueErrorOutput']);

/** A context for one run of a node; its type is n8n's own, which is not at hand here. */
export function n8nHost(options: HostOptions): object {
  const { parameters, items = parameters.map((_, item): Item => ({ json: { item } })), credential, keyHeaders = {}, node = {}, context = {}, executionId = '1', mode = 'trigger', runIndex = 0, signal } = options;
  const { processed = new Set(), files = new Map<string, Buffer>(), onLog = () => undefined, onEnding = () => undefined } = options;
  const held: Readonly<Record<string, Credential>> = { ...(credential ? { [credential.name]: credential } : {}), ...options.credentials };
  const shown = Object.fromEntries(Object.keys(held).map((name) => [name, { id: '1', name: 'Key' }]));
  const own = { id: 'node-1', name: 'Wireflow', type: 'n8n-nodes-wireflow.wireflow', typeVersion: 1, position: [0, 0], parameters: {}, ...(Object.keys(shown).length > 0 ? { credentials: shown } : {}), ...node };
  const log = (line: string) => onLog(line);
  return {
    getNode: () => own,
    getMode: () => mode,
    getInputData: () => items,
    getExecutionId: () => executionId,
    getContext: () => context,
    getWorkflowStaticData: () => options.staticData ?? context,
    getWorkflowDataProxy: () => ({ $runIndex: runIndex, $execution: {} }),
    getWorkflow: () => ({ id: options.workflowId ?? 'workflow-1', name: 'Workflow', active: true }),
    getExecutionCancelSignal: () => signal,
    onExecutionFinish: (end: () => Promise<void>) => onEnding(end),
    continueOnFail: () => options.continueOnFail ?? CONTINUES.has(node['onError']),
    getCredentials: async (name: string) => ({ ...held[name] }),
    getNodeParameter: (name: string, item: number, fallback: unknown) => {
      const value = parameters[item]?.[name] ?? fallback;
      // As n8n does: a parameter that is nowhere, without anything to fall back on.
      if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
      return value;
    },
    getCurrentNodeParameter: (name: string) => parameters[0]?.[name],
    logger: { info: log, debug: () => undefined, warn: log, error: log },
    helpers: {
      httpRequest: send,
      httpRequestWithAuthentication: async (name: string, request: HttpRequest) => {
        const apiKey = held[name]?.apiKey ?? '';
        // The stop button takes the place of whatever signal the node gives.
        return send({ ...request, abortSignal: signal, headers: { ...request.headers, ...(keyHeaders[name]?.(apiKey) ?? { Authorization: `Bearer ${apiKey}` }) } });
      },
      prepareBinaryData: async (data: Buffer, fileName: string, type?: string) => stored(files, data, fileName, type),
      getBinaryDataBuffer: async (item: number, name: string) => Buffer.from(items[item]?.binary?.[name]?.data ?? '', 'base64'),
      getBinaryStream: async (id: string) => {
        const data = files.get(id);
        if (data === undefined) throw new Error('ENOENT: no such file or directory');
        return Readable.from([data]);
      },
      binaryToBuffer: async (stream: Readable) => buffer(stream),
      checkProcessedAndRecord: async (marks: string[]) => {
        const found = { new: marks.filter((mark) => !processed.has(mark)), processed: marks.filter((mark) => processed.has(mark)) };
        for (const mark of marks) processed.add(mark);
        return found;
      },
      removeProcessed: async (marks: string[]) => void marks.forEach((mark) => processed.delete(mark)),
    },
  };
}

/** As n8n does: the type that is said, else by the ending of the name, else by the bytes. */
function stored(files: Map<string, Buffer>, data: Buffer, fileName: string, said: string | undefined): Binary & { readonly fileExtension?: string; readonly bytes: number } {
  const known = BEGINNINGS.find(([hex]) => data.toString('hex', 0, 8).startsWith(hex))?.[1];
  const ending = /\.(\w+)$/.exec(fileName)?.[1] ?? known;
  const id = `filesystem-v2:${files.size + 1}`;
  files.set(id, data);
  return { id, data: 'filesystem-v2', mimeType: said ?? TYPES[ending ?? ''] ?? 'text/plain', fileName, bytes: data.byteLength, ...(ending === undefined ? {} : { fileExtension: ending }) };
}
