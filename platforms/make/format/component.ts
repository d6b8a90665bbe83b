/** What the files of a Make app hold. Keys that this app does not use are left out. Make's schemas have the rest. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type ErrorType =
  | 'RuntimeError'
  | 'DataError'
  | 'RateLimitError'
  | 'OutOfSpaceError'
  | 'ConnectionError'
  | 'InvalidConfigurationError'
  | 'InvalidAccessTokenError';

export interface ErrorEntry {
  /** One of the types, or an expression that gives one. */
  readonly type: ErrorType | `{{${string}}}`;
  readonly message: string;
}

/** The entry for everything else, and one per HTTP status. */
export type ErrorTable = ErrorEntry & { readonly [status: `${number}`]: ErrorEntry };

export interface Valid {
  readonly condition: string;
  readonly type: ErrorType;
  readonly message: string;
}

export interface Response {
  readonly type?: string | { readonly [statuses: string]: string };
  readonly temp?: { readonly [name: string]: Json };
  readonly valid?: Valid;
  readonly error?: ErrorTable | ErrorEntry;
  readonly limit?: number | string;
  readonly iterate?: string | { readonly container: string; readonly condition: string };
  readonly trigger?: { readonly type: 'date'; readonly order: string; readonly id: string; readonly date: string };
  readonly metadata?: { readonly type: 'text'; readonly value: string };
  readonly output?: Json;
}

/** One request, or, without a `url`, a step that only evaluates its `response`. */
export interface Request {
  /** With `default`: what a request that is left out gives instead. */
  readonly condition?: string | { readonly condition: string; readonly default: Json };
  readonly temp?: { readonly [name: string]: Json };
  readonly url?: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly qs?: { readonly [name: string]: Json };
  readonly type?: string;
  readonly body?: Json;
  readonly repeat?: { readonly condition: string; readonly delay: number; readonly limit: number };
  readonly encodeUrl?: boolean;
  readonly pagination?: { readonly qs: { readonly [name: string]: string }; readonly condition: string };
  readonly followRedirects?: boolean;
  readonly response?: Response;
  readonly log?: { readonly sanitize: readonly string[] };
}

export type Communication = Request | readonly Request[];

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly advanced?: boolean;
  readonly multiline?: boolean;
  readonly editable?: boolean;
  readonly default?: Json;
  readonly options?: Json;
  readonly mode?: 'edit' | 'choose';
  readonly labels?: { readonly add: string; readonly edit: string };
  readonly semantic?: string;
  /** `false` lets a value be typed that is none of the choices. */
  readonly validate?: false | { readonly min?: number; readonly max?: number; readonly pattern?: string };
  readonly spec?: readonly Parameter[];
}

/** An item that a module gives. */
export interface InterfaceItem {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly semantic?: string;
  readonly spec?: readonly InterfaceItem[] | { readonly type: string };
}

export type ConnectionId = 'apiKey' | 'webhook' | 'bfl' | 'deepinfra' | 'replicate';

export interface ModuleDefinition {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'trigger' | 'action' | 'search' | 'universal';
  readonly crud?: 'create' | 'read' | null;
  readonly connection: ConnectionId;
  /** Another kind of connection that the module can use as well. */
  readonly altConnection?: ConnectionId;
  readonly communication: Communication;
  readonly epoch?: Request;
  readonly staticParams?: readonly Parameter[];
  readonly mappableParams?: readonly Parameter[];
  readonly interface: readonly InterfaceItem[];
  readonly samples: Json;
}

export interface RpcDefinition {
  readonly id: string;
  readonly label: string;
  readonly connection: 'apiKey';
  readonly communication: Communication;
  readonly params: readonly Parameter[];
}

export interface ConnectionDefinition {
  readonly id: string;
  readonly label: string;
  readonly communication: Communication;
  readonly params: readonly Parameter[];
}

export interface AppDefinition {
  readonly base: object;
  readonly common: object;
  readonly readme: string;
  readonly groups: readonly { readonly label: string; readonly modules: readonly ModuleDefinition[] }[];
  readonly connections: readonly ConnectionDefinition[];
  readonly rpcs: readonly RpcDefinition[];
}
