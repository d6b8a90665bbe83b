import type { IBinaryData, IExecuteFunctions, IHttpRequestOptions, INode, INodeExecutionData } from 'n8n-workflow';
import { Wireflow } from '../../../platforms/n8n/nodes/Wireflow/Wireflow.node.js';

export interface Credential {
  readonly apiKey: string;
  readonly baseUrl: string;
}

/** How n8n puts each credential's key into a request. */
const KEY_HEADERS: Readonly<Record<string, (apiKey: string) => Record<string, string>>> = {
  wireflowBlackForestLabsApi: (apiKey) => ({ 'x-key': apiKey }),
};

/** What n8n hands to a node, as far as ours uses it. `npm run test:n8n` does the same with the real one. */
export interface FakeOptions {
  /** One for all items, or one for each. */
  readonly parameters: Record<string, unknown> | readonly Record<string, unknown>[];
  readonly items?: INodeExecutionData[];
  readonly credential?: Credential | undefined;
  /** More credentials of the node, by their names. */
  readonly credentials?: Readonly<Record<string, Credential>>;
  readonly node?: Partial<INode>;
  /** Kept from call to call of one execution, as n8n keeps it. */
  readonly context?: Record<string, unknown>;
  /** n8n's store of processed items; it outlives executions. */
  readonly processed?: Set<string>;
  readonly executionId?: string;
  readonly workflowId?: string;
  readonly mode?: string;
  readonly runIndex?: number;
  readonly signal?: AbortSignal;
  readonly continueOnFail?: boolean;
}

export interface FakeHost {
  readonly host: IExecuteFunctions;
  readonly logged: string[];
  /** Ends the execution, as n8n tells a node. */
  finish(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', txt: 'text/plain' };
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function fakeHost(options: FakeOptions): FakeHost {
  const { items = [{ json: {} }] as INodeExecutionData[], context = {}, processed = new Set<string>(), executionId = '1', mode = 'trigger', runIndex = 0, signal } = options;
  const held: Record<string, Credential> = { ...(options.credential ? { wireflowApi: options.credential } : {}), ...options.credentials };
  const node = { id: 'node-1', name: 'Wireflow', type: 'n8n-nodes-wireflow.wireflow', typeVersion: 1, position: [0, 0], parameters: {}, credentials: Object.fromEntries(Object.keys(held).map((name) => [name, { id: '1', name: 'Key' }])), ...options.node } as INode;
  const logged: string[] = [];
  const endings: (() => Promise<void>)[] = [];
  const parametersOf = (item: number): Record<string, unknown> => (Array.isArray(options.parameters) ? options.parameters[item] : options.parameters) as Record<string, unknown>;
  const host = {
    getNode: () => node,
    getMode: () => mode,
    getWorkflow: () => ({ id: options.workflowId ?? 'workflow-1', name: 'Test', active: true }),
    getInputData: () => items,
    getExecutionId: () => executionId,
    getContext: () => context,
    getWorkflowDataProxy: () => ({ $runIndex: runIndex, $execution: {} }),
    getExecutionCancelSignal: () => signal,
    onExecutionFinish: (handler: () => Promise<void>) => void endings.push(handler),
    continueOnFail: () => options.continueOnFail ?? ['continueRegularOutput', 'continueErrorOutput'].includes(node.onError ?? ''),
    getCredentials: async (name: string) => ({ ...held[name] }),
    getNodeParameter: (name: string, item: number, fallback: unknown) => {
      const value = parametersOf(item)[name] ?? fallback;
      // As n8n does: a parameter that is nowhere, without anything to fall back on.
      if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
      return value;
    },
    logger: { info: (line: string) => logged.push(line), debug: () => undefined, warn: (line: string) => logged.push(line), error: (line: string) => logged.push(line) },
    helpers: {
      httpRequest: send,
      httpRequestWithAuthentication: async (name: string, request: IHttpRequestOptions) => {
        const apiKey = held[name]?.apiKey ?? '';
        return send({ ...request, headers: { ...request.headers, ...(KEY_HEADERS[name]?.(apiKey) ?? { Authorization: `Bearer ${apiKey}` }) } });
      },
      // As n8n does: what is said, else the ending of the name, else the bytes.
      prepareBinaryData: async (data: Buffer, fileName: string, named?: string): Promise<IBinaryData> => {
        const ending = /\.(\w+)$/.exec(fileName)?.[1];
        const isPng = data.subarray(0, 8).equals(PNG);
        const mimeType = named ?? TYPES[ending ?? ''] ?? (isPng ? 'image/png' : 'text/plain');
        const fileExtension = ending ?? (isPng ? 'png' : undefined);
        return { data: 'stored', fileName, mimeType, bytes: data.byteLength, ...(fileExtension === undefined ? {} : { fileExtension }) };
      },
      getBinaryDataBuffer: async (item: number, name: string) => Buffer.from(items[item]?.binary?.[name]?.data ?? '', 'base64'),
      checkProcessedAndRecord: async (marks: string[]) => {
        const found = { new: marks.filter((mark) => !processed.has(mark)), processed: marks.filter((mark) => processed.has(mark)) };
        for (const mark of marks) processed.add(mark);
        return found;
      },
      removeProcessed: async (marks: string[]) => void marks.forEach((mark) => processed.delete(mark)),
    },
  } as unknown as IExecuteFunctions;
  return { host, logged, finish: async () => void (await Promise.all(endings.map((end) => end()))) };
}

/** n8n's request helper: every status is an answer, and names of headers are in lower case. */
async function send({ url, method = 'GET', headers = {}, body, encoding, abortSignal }: IHttpRequestOptions): Promise<unknown> {
  const reply = await fetch(url, {
    method,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    redirect: 'manual',
    ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
    ...(abortSignal ? { signal: abortSignal as AbortSignal } : {}),
  });
  const content = encoding === 'arraybuffer' ? Buffer.from(await reply.arrayBuffer()) : await reply.text();
  return { statusCode: reply.status, headers: Object.fromEntries(reply.headers), body: content };
}

/** Runs the node. @returns the items of its first output */
export async function execute(fake: FakeHost | FakeOptions): Promise<INodeExecutionData[]> {
  const { host } = 'host' in fake ? fake : fakeHost(fake);
  const [items] = await new Wireflow().execute.call(host);
  return items as INodeExecutionData[];
}
