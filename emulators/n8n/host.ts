/** What n8n hands to a node while it runs, as far as a node of HTTP calls uses it. `npm run test:n8n` asks the real one the same. */
export interface HostOptions {
  /** One for each item. */
  readonly parameters: readonly Readonly<Record<string, unknown>>[];
  /** The step's credential, or none. */
  readonly credential?: Readonly<Record<string, string>> & { readonly name: string; readonly apiKey: string };
  /** Kept from try to try of one execution, and in one that is retried, as n8n keeps it. */
  readonly context?: Record<string, unknown>;
  /** n8n's store of processed items; it outlives executions. */
  readonly processed?: Set<string>;
  readonly executionId?: string;
  readonly mode?: 'trigger' | 'manual' | 'retry';
  /** Told every line that the node logs. */
  onLog?(line: string): void;
}

interface HttpRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly encoding?: string;
  readonly timeout?: number;
  readonly abortSignal?: AbortSignal;
}

/** A context for one run of a node; its type is n8n's own, which is not at hand here. */
export function n8nHost({ parameters, credential, context = {}, processed = new Set(), executionId = '1', mode = 'trigger', onLog = () => undefined }: HostOptions): object {
  const log = (line: string) => onLog(line);
  return {
    getNode: () => ({ id: 'node-1', name: 'Wireflow', type: 'n8n-nodes-wireflow.wireflow', typeVersion: 1, position: [0, 0], parameters: {}, ...(credential ? { credentials: { [credential.name]: { id: '1', name: 'Key' } } } : {}) }),
    getMode: () => mode,
    getInputData: () => parameters.map((_, item) => ({ json: { item } })),
    getExecutionId: () => executionId,
    getContext: () => context,
    getWorkflowStaticData: () => context,
    getWorkflowDataProxy: () => ({ $runIndex: 0, $execution: {} }),
    getWorkflow: () => ({ id: 'workflow-1', name: 'Workflow', active: true }),
    getExecutionCancelSignal: () => undefined,
    onExecutionFinish: () => undefined,
    continueOnFail: () => false,
    getCredentials: async () => ({ ...credential }),
    getNodeParameter: (name: string, item: number, fallback: unknown) => {
      const value = parameters[item]?.[name] ?? fallback;
      if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
      return value;
    },
    getCurrentNodeParameter: (name: string) => parameters[0]?.[name],
    logger: { info: log, debug: log, warn: log, error: log },
    helpers: {
      httpRequest: send,
      // n8n puts the key in where the credential says: as a bearer token.
      httpRequestWithAuthentication: async (_type: string, request: HttpRequest) => send({ ...request, headers: { ...request.headers, Authorization: `Bearer ${credential?.apiKey}` } }),
      prepareBinaryData: async (data: Buffer, fileName: string) => ({ data: 'stored', fileName, mimeType: 'image/png', bytes: data.byteLength }),
      getBinaryDataBuffer: async () => Buffer.alloc(0),
      checkProcessedAndRecord: async (marks: string[]) => {
        const found = { new: marks.filter((mark) => !processed.has(mark)), processed: marks.filter((mark) => processed.has(mark)) };
        for (const mark of marks) processed.add(mark);
        return found;
      },
      removeProcessed: async (marks: string[]) => void marks.forEach((mark) => processed.delete(mark)),
    },
  };
}

/** n8n's request helper: every status is an answer, names of headers are in lower case, and what fails has its library's code. */
async function send({ url, method = 'GET', headers = {}, body, encoding, timeout, abortSignal }: HttpRequest): Promise<unknown> {
  const time = new AbortController();
  const timer = timeout === undefined ? undefined : setTimeout(() => time.abort(Object.assign(new Error(`timeout of ${timeout}ms exceeded`), { code: 'ECONNABORTED' })), timeout);
  try {
    const reply = await fetch(url, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      redirect: 'manual',
      signal: abortSignal ? AbortSignal.any([abortSignal, time.signal]) : time.signal,
      ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
    });
    const content = encoding === 'arraybuffer' ? Buffer.from(await reply.arrayBuffer()) : await reply.text();
    return { statusCode: reply.status, headers: Object.fromEntries(reply.headers), body: content };
  } catch (error) {
    const { cause, code } = error as { cause?: { code?: string; message?: string }; code?: string };
    throw cause === undefined || code !== undefined ? error : Object.assign(new Error(cause.message ?? 'The connection failed'), { code: cause.code ?? 'ECONNRESET' });
  } finally {
    clearTimeout(timer);
  }
}
