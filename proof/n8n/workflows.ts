/** Workflows as n8n keeps them, built for the stories. */
export interface NodeJson {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly position: readonly [number, number];
  readonly parameters: Record<string, unknown>;
  readonly webhookId?: string;
  readonly executeOnce?: boolean;
  readonly credentials?: Record<string, { readonly id: string; readonly name: string }>;
  readonly retryOnFail?: boolean;
  readonly maxTries?: number;
  readonly waitBetweenTries?: number;
  readonly onError?: string;
}

export interface WorkflowJson {
  readonly id?: string;
  readonly name: string;
  readonly nodes: readonly NodeJson[];
  readonly connections: Record<string, { main: { node: string; type: 'main'; index: number }[][] }>;
  readonly settings: Record<string, unknown>;
}

export const CREDENTIAL_ID = 'wireflowTestKey1';
const CREDENTIALS = { wireflowApi: { id: CREDENTIAL_ID, name: 'Wireflow account' } };

/** The credentials for the providers beside Wireflow, by their types. */
export const PROVIDER_CREDENTIALS = {
  bfl: { id: 'providerTestKey1', name: 'Black Forest Labs account', type: 'wireflowBlackForestLabsApi' },
  deepinfra: { id: 'providerTestKey2', name: 'DeepInfra account', type: 'wireflowDeepInfraApi' },
  replicate: { id: 'providerTestKey3', name: 'Replicate account', type: 'wireflowReplicateApi' },
} as const;

type Extra = Partial<Omit<NodeJson, 'parameters' | 'type' | 'name'>>;

/** A Wireflow node with the credential; `extra` may take it away. */
export function wireflow(name: string, parameters: Record<string, unknown>, extra: Extra = {}): NodeJson {
  return { id: id(name), name, type: 'n8n-nodes-wireflow.wireflow', typeVersion: 1, position: [0, 0], parameters, credentials: CREDENTIALS, ...extra };
}

/** A node with the credentials of all providers. */
export function withProviders(name: string, parameters: Record<string, unknown>, extra: Extra = {}): NodeJson {
  const credentials = Object.fromEntries(Object.values(PROVIDER_CREDENTIALS).map(({ type, id: credential, name: label }) => [type, { id: credential, name: label }]));
  return wireflow(name, { resource: 'image', ...parameters }, { ...extra, credentials });
}

export function keyless(name: string, parameters: Record<string, unknown>, extra: Extra = {}): NodeJson {
  return { ...wireflow(name, parameters, extra), credentials: {} };
}

export function wireflowTrigger(name: string, parameters: Record<string, unknown>): NodeJson {
  return { ...wireflow(name, { pollTimes: { item: EVERY_FIVE_SECONDS }, ...parameters }), type: 'n8n-nodes-wireflow.wireflowTrigger' };
}

/** n8n refuses a poll more than once a minute, so twelve that stand five seconds apart. */
const EVERY_FIVE_SECONDS = Array.from({ length: 12 }, (_, index) => ({ mode: 'custom', cronExpression: `${index * 5} * * * * *` }));

export const manual: NodeJson = { id: 'manual', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };

/** As many items as there are JSON objects. */
export function items(jsons: readonly object[], name = 'Items'): NodeJson {
  return { id: id(name), name, type: 'n8n-nodes-base.code', typeVersion: 2, position: [0, 0], parameters: { jsCode: `return ${JSON.stringify(jsons.map((json) => ({ json })))};` } };
}

export function other(name: string, type: string, typeVersion: number, parameters: Record<string, unknown> = {}): NodeJson {
  return { id: id(name), name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters };
}

/** Nodes one after another, the manual trigger first unless another one is. */
export function chain(name: string, nodes: readonly NodeJson[]): WorkflowJson {
  const all = [manual, ...nodes].map((node, index) => ({ ...node, position: [index * 220, 0] as const }));
  const connections = Object.fromEntries(all.slice(0, -1).map((node, index) => [node.name, { main: [[{ node: all[index + 1]?.name ?? '', type: 'main' as const, index: 0 }]] }]));
  return { name, nodes: all, connections, settings: { executionOrder: 'v1' } };
}

function id(name: string): string {
  return name.toLowerCase().replace(/\W+/g, '-');
}
