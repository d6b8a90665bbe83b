import type { Communication, InterfaceItem, Json, ModuleDefinition, Parameter, Request } from '../format/component.js';

type Kind = 'connection' | 'module' | 'rpc';

/** A component as the emitted files describe it; what is missing is undefined, so that a rule can say so. */
export interface EmittedComponent {
  readonly kind: Kind;
  readonly id: string;
  readonly label?: string;
  readonly description?: string;
  readonly moduleType?: ModuleDefinition['type'];
  /** Of an action. */
  readonly actionCrud?: ModuleDefinition['crud'];
  readonly connection?: string | null;
  readonly altConnection?: string | null;
  readonly codeFiles: Readonly<Record<string, string | null>>;
  readonly steps: readonly Request[];
  readonly epoch?: Request;
  readonly staticParams: readonly Parameter[];
  readonly mappableParams: readonly Parameter[];
  /** Of a connection or RPC. */
  readonly params: readonly Parameter[];
  readonly interface: readonly InterfaceItem[];
  readonly samples: Readonly<Record<string, Json>>;
}

/** The emitted app as a linter sees it: the files, and what they say. */
export interface EmittedApp {
  readonly files: ReadonlyMap<string, string>;
  readonly base: Request & { readonly timeout?: number; readonly baseUrl?: string };
  readonly common: { readonly timeout?: number };
  readonly groups: readonly { readonly label: string; readonly modules: readonly string[] }[];
  readonly generalFiles: Readonly<Record<string, string | null>>;
  readonly components: readonly EmittedComponent[];
}

interface Manifest {
  readonly generalCodeFiles: Readonly<Record<string, string | null>>;
  readonly components: Readonly<Record<Kind, Readonly<Record<string, Omit<EmittedComponent, 'kind' | 'id'>>>>>;
}

/** @param files by their path below the app's folder; a file that is named but missing reads as empty */
export function readEmitted(files: ReadonlyMap<string, string>): EmittedApp {
  const read = <T>(path: string | null | undefined, otherwise: T): T => {
    const text = path ? files.get(path) : undefined;
    return text === undefined ? otherwise : (JSON.parse(text) as T);
  };
  const manifest = read<Manifest>('makecomapp.json', { generalCodeFiles: {}, components: { connection: {}, module: {}, rpc: {} } });
  const components = (['connection', 'module', 'rpc'] as const).flatMap((kind) =>
    Object.entries(manifest.components[kind]).map(([id, component]) => {
      const { codeFiles } = component;
      const epoch = read<Request | undefined>(codeFiles['epoch'], undefined);
      return {
        ...component,
        kind,
        id,
        steps: [read<Communication>(codeFiles['communication'], [])].flat() as Request[],
        ...(epoch === undefined ? {} : { epoch }),
        staticParams: read<Parameter[]>(codeFiles['staticParams'], []),
        mappableParams: read<Parameter[]>(codeFiles['mappableParams'], []),
        params: read<Parameter[]>(codeFiles['params'], []),
        interface: read<InterfaceItem[]>(codeFiles['interface'], []),
        samples: read<Record<string, Json>>(codeFiles['samples'], {}),
      };
    }),
  );
  const general = manifest.generalCodeFiles;
  return { files, base: read(general['base'], {}), common: read(general['common'], {}), groups: read(general['groups'], []), generalFiles: general, components };
}

export function modulesOf(app: EmittedApp): EmittedComponent[] {
  return app.components.filter(({ kind }) => kind === 'module');
}

/** Every parameter of a component, those inside lists included. */
export function parametersOf({ staticParams, mappableParams, params }: EmittedComponent): Parameter[] {
  const deep = (list: readonly Parameter[]): Parameter[] => list.flatMap((one) => [one, ...deep(one.spec ?? [])]);
  return deep([...staticParams, ...mappableParams, ...params]);
}

/** Every text in a value, with the path to it. */
export function* textsIn(value: unknown, path = ''): Generator<{ readonly path: string; readonly text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) yield* textsIn(part, path === '' ? key : `${path}.${key}`);
  }
}
