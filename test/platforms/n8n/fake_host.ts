import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { n8nHost, type HostOptions } from '../../../emulators/n8n/host.js';
import { Wireflow } from '../../../platforms/n8n/nodes/Wireflow/Wireflow.node.js';

/** A Wireflow, or a provider, and the key for it. */
export interface Connection {
  readonly apiKey: string;
  readonly baseUrl: string;
}

/** The context of a node's run, for one item unless more are given. */
export interface FakeOptions extends Omit<HostOptions, 'parameters' | 'items' | 'credential' | 'credentials' | 'node'> {
  /** One for all items, or one for each. */
  readonly parameters: Record<string, unknown> | readonly Record<string, unknown>[];
  readonly items?: INodeExecutionData[];
  readonly credential?: Connection | undefined;
  /** More credentials of the node, by their names. */
  readonly credentials?: Readonly<Record<string, Connection>>;
  readonly node?: Partial<INode>;
}

export interface FakeHost {
  readonly host: IExecuteFunctions;
  readonly logged: string[];
  /** Ends the execution, as n8n tells a node. */
  finish(): Promise<void>;
}

const KEY_HEADERS = { wireflowBlackForestLabsApi: (apiKey: string) => ({ 'x-key': apiKey }) };

export function fakeHost({ items = [{ json: {} }], parameters, credential, credentials = {}, node = {}, ...rest }: FakeOptions): FakeHost {
  const logged: string[] = [];
  const endings: (() => Promise<void>)[] = [];
  const host = n8nHost({
    ...rest,
    parameters: Array.isArray(parameters) ? (parameters as Record<string, unknown>[]) : items.map(() => parameters as Record<string, unknown>),
    items: items as NonNullable<HostOptions['items']>,
    credentials: { ...(credential ? { wireflowApi: credential } : {}), ...credentials },
    keyHeaders: KEY_HEADERS,
    node: node as NonNullable<HostOptions['node']>,
    onLog: (line) => void logged.push(line),
    onEnding: (end) => void endings.push(end),
  });
  return { host: host as IExecuteFunctions, logged, finish: async () => void (await Promise.all(endings.map((end) => end()))) };
}

/** Runs the node. @returns the items of its first output */
export async function execute(fake: FakeHost | FakeOptions): Promise<INodeExecutionData[]> {
  const { host } = 'host' in fake ? fake : fakeHost(fake);
  const [items] = await new Wireflow().execute.call(host);
  return items as INodeExecutionData[];
}
