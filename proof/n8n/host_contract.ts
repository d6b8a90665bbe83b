/**
 * What our node takes for granted about whatever n8n runs it with. The same questions are put to the real n8n (a story) and to
 * the stand-in of the tests (test/platforms/n8n/host_contract.test.ts): what the tests show holds where both say the same.
 */

/** The part of n8n's `IExecuteFunctions` that is asked about. */
export interface AskedHost {
  getNodeParameter(name: string, item: number, fallback?: unknown): unknown;
  getNode(): { readonly id: string; readonly credentials?: object };
  getMode(): string;
  getInputData(): readonly { readonly json: object }[];
  getExecutionId(): string;
  getContext(scope: 'node'): Record<string, unknown>;
  getWorkflow(): { readonly id?: string };
  getWorkflowDataProxy(item: number): Record<string, unknown>;
  continueOnFail(): boolean;
  onExecutionFinish(handler: () => Promise<void>): void;
  readonly helpers: {
    httpRequest(options: object): Promise<{ readonly statusCode: number; readonly headers: Record<string, unknown>; readonly body: unknown }>;
    prepareBinaryData(data: Buffer, name: string, mimeType?: string): Promise<{ readonly id?: string; readonly mimeType: string; readonly fileName?: string; readonly fileExtension?: string }>;
    getBinaryStream(id: string): Promise<unknown>;
    binaryToBuffer(stream: unknown): Promise<Buffer>;
    checkProcessedAndRecord(marks: string[], scope: 'node', options: object): Promise<unknown>;
    removeProcessed(marks: string[], scope: 'node', options: object): Promise<unknown>;
  };
}

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const STORE = { mode: 'entries', maxEntries: 100 } as const;

/** @param url of a Wireflow that knows no such path */
export async function askHost(host: AskedHost, url: string): Promise<Record<string, unknown>> {
  const { helpers } = host;
  const request = { method: 'GET', timeout: 10_000, returnFullResponse: true, ignoreHttpStatusErrors: true, disableFollowRedirect: true };
  const refusal = await helpers.httpRequest({ ...request, url, encoding: 'text' });
  const bytes = await helpers.httpRequest({ ...request, url, encoding: 'arraybuffer' });
  const context = host.getContext('node');
  context['turns'] = Number(context['turns'] ?? 0) + 1;
  const record = (marks: string[]) => helpers.checkProcessedAndRecord(marks, 'node', STORE);
  const file = async (data: Buffer, name: string, type?: string) => {
    const { mimeType, fileName, fileExtension = null } = await helpers.prepareBinaryData(data, name, type);
    return [mimeType, fileName, fileExtension];
  };
  const readAgain = async (id: string): Promise<Buffer> => helpers.binaryToBuffer(await helpers.getBinaryStream(id));
  const { id = '' } = await helpers.prepareBinaryData(PNG, 'boat.png');
  const first = await record(['a', 'b']);
  const second = await record(['b', 'c']);
  await helpers.removeProcessed(['a', 'b', 'c'], 'node', STORE);
  const third = await record(['a']);
  await helpers.removeProcessed(['a'], 'node', STORE);
  host.onExecutionFinish(async () => undefined);
  return {
    'a parameter that is nowhere': host.getNodeParameter('nothing', 0, null),
    'without anything to fall back on': await thrown(async () => host.getNodeParameter('nothing', 0)),
    'a node without credentials': Object.keys(host.getNode().credentials ?? {}),
    'the mode in the editor': host.getMode(),
    'the items': host.getInputData().length,
    'the turn of a loop': host.getWorkflowDataProxy(0)['$runIndex'],
    'the ids': [host.getNode().id, host.getWorkflow().id, host.getExecutionId()].map((id) => typeof id),
    'the context is kept': host.getContext('node')['turns'],
    'on error': host.continueOnFail(),
    'marks that are new': first,
    'marks of which one is known': second,
    'marks that were taken away': third,
    'an error status is an answer': [refusal.statusCode, typeof refusal.headers['x-request-id'], typeof refusal.body],
    'bytes': [bytes.statusCode, Buffer.isBuffer(bytes.body)],
    'nobody listens': await thrown(() => helpers.httpRequest({ ...request, url: 'http://127.0.0.1:1/', encoding: 'text' })),
    'a picture': await file(PNG, 'boat'),
    'a picture with another ending': await file(PNG, 'boat.txt'),
    'a picture whose type is said': await file(PNG, 'boat.txt', 'image/png'),
    'a file by its id': (await readAgain(id)).equals(PNG),
    'a file that is gone': await thrown(() => readAgain(`${id}-gone`)),
    'a text': await file(Buffer.from('no picture'), 'boat'),
  };
}

/** The answers of n8n 2.35. */
export const ANSWERS: Readonly<Record<string, unknown>> = {
  'a parameter that is nowhere': null,
  'without anything to fall back on': true,
  'a node without credentials': [],
  'the mode in the editor': 'manual',
  'the items': 1,
  'the turn of a loop': 0,
  'the ids': ['string', 'string', 'string'],
  'the context is kept': 1,
  'on error': false,
  'marks that are new': { new: ['a', 'b'], processed: [] },
  'marks of which one is known': { new: ['c'], processed: ['b'] },
  'marks that were taken away': { new: ['a'], processed: [] },
  'an error status is an answer': [404, 'string', 'string'],
  'bytes': [404, true],
  'nobody listens': true,
  'a picture': ['image/png', 'boat', 'png'],
  'a picture with another ending': ['text/plain', 'boat.txt', 'txt'],
  'a picture whose type is said': ['image/png', 'boat.txt', 'txt'],
  'a file by its id': true,
  'a file that is gone': true,
  'a text': ['text/plain', 'boat', null],
};

async function thrown(work: () => Promise<unknown>): Promise<boolean> {
  return work().then(() => false, () => true);
}
