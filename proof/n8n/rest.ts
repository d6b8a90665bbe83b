import type { Engine } from './engine.js';
import { pause, type RunData } from './instance.js';
import type { WorkflowJson } from './workflows.js';

const OWNER = { email: 'owner@example.com', firstName: 'Test', lastName: 'Owner', password: 'Only4Tests!' };
const MOST_QUESTIONS = 15;
const ENDED = new Set(['success', 'error', 'canceled', 'crashed']);

export interface EndedExecution {
  readonly id: string;
  readonly status: string;
  readonly runData: RunData;
  /** Everything that n8n has saved of it, as text. */
  readonly saved: string;
}

/** What a person does in n8n's editor, by the calls that the editor makes. */
export class Rest {
  readonly #origin: string;
  readonly #parse: (text: string) => unknown;
  #cookie = '';

  constructor(origin: string, engine: Engine) {
    this.#origin = origin;
    this.#parse = (engine.require('flatted') as { parse(text: string): unknown }).parse;
  }

  async signIn(): Promise<void> {
    const setUp = await this.#send('POST', '/owner/setup', OWNER);
    if (!setUp.ok) await this.#expect(await this.#send('POST', '/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password }));
  }

  get cookie(): string {
    return this.#cookie;
  }

  async call(method: string, path: string, body?: object): Promise<unknown> {
    return this.#expect(await this.#send(method, path, body));
  }

  /** The status and the message of a call that may be refused. */
  async attempt(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly text: string }> {
    const reply = await this.#send(method, path, body);
    return { status: reply.status, text: await reply.text() };
  }

  async create(workflow: WorkflowJson): Promise<WorkflowJson & { id: string; versionId: string }> {
    return (await this.call('POST', '/workflows', workflow)) as WorkflowJson & { id: string; versionId: string };
  }

  /** Executes a saved workflow as the editor's button does. @returns the execution's id */
  async begin(workflow: WorkflowJson & { readonly id: string }): Promise<string> {
    const started = (await this.call('POST', `/workflows/${workflow.id}/run`, { workflowData: workflow, triggerToStartFrom: { name: workflow.nodes[0]?.name }, startNodes: [] })) as { executionId: string };
    return started.executionId;
  }

  async execute(workflow: WorkflowJson): Promise<EndedExecution> {
    return this.ended(await this.begin(await this.create(workflow)));
  }

  async ended(executionId: string, withinMs = 300_000): Promise<EndedExecution> {
    const endMs = Date.now() + withinMs;
    for (;;) {
      const { status, data } = (await this.call('GET', `/executions/${executionId}`)) as { status: string; data: string };
      if (ENDED.has(status)) {
        const parsed = this.#parse(data) as { resultData?: { runData?: RunData } } | undefined;
        return { id: executionId, status, runData: parsed?.resultData?.runData ?? {}, saved: data };
      }
      if (Date.now() > endMs) throw new Error(`The execution ${executionId} is still ${status}`);
      await pause(300);
    }
  }

  async executions(workflowId: string): Promise<{ id: string; status: string }[]> {
    const listed = (await this.call('GET', `/executions?limit=100&filter=${encodeURIComponent(JSON.stringify({ workflowId }))}`)) as { results: { id: string; status: string }[] };
    return listed.results;
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    const reply = await patientFetch(method, `${this.#origin}/rest${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), cookie: this.#cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = reply.headers.getSetCookie();
    if (set.length > 0) this.#cookie = set.map((each) => each.split(';')[0]).join('; ');
    return reply;
  }

  async #expect(reply: Response): Promise<unknown> {
    const text = await reply.text();
    if (!reply.ok) throw new Error(`n8n answers ${reply.status} to ${new URL(reply.url).pathname}: ${text.slice(0, 400)}`);
    return (JSON.parse(text) as { data: unknown }).data;
  }
}

/** On a busy machine n8n drops a connection now and then, or calls its database not ready: a question is asked again. */
async function patientFetch(method: string, url: string, options: RequestInit): Promise<Response> {
  if (method !== 'GET') return fetch(url, options);
  for (let asked = 1; ; asked += 1) {
    const reply = await fetch(url, options).catch((error: unknown) => {
      if (asked >= MOST_QUESTIONS) throw error;
      return null;
    });
    if (reply !== null && (reply.status !== 503 || asked >= MOST_QUESTIONS)) return reply;
    await pause(1000);
  }
}
