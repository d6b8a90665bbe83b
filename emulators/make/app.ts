import { parse, type ParseError } from 'jsonc-parser';
import { readAppFolder, type Component, type ModuleType } from './app_folder.js';
import { checkDirectives, type Base, type Step } from './directives.js';
import { checkExpressions } from './expressions.js';
import { fault } from './fault.js';
import type { ParameterSpec } from './parameters.js';

export interface MakeModule {
  readonly type: ModuleType;
  readonly connection: string | null;
  /** Another kind of connection that the module takes as well. */
  readonly altConnection?: string | null;
  readonly communication: readonly Step[];
  /** Overrides for the panel “Choose where to start”; triggers only. */
  readonly epoch: Step | null;
  /** Static and mappable fields together. */
  readonly parameters: readonly ParameterSpec[];
  readonly interface: readonly ParameterSpec[];
  readonly samples: Readonly<Record<string, unknown>>;
}

export interface MakeRpc {
  readonly connection: string | null;
  readonly communication: readonly Step[];
  readonly parameters: readonly ParameterSpec[];
}

export interface MakeConnection {
  readonly communication: readonly Step[];
  readonly parameters: readonly ParameterSpec[];
}

/** An app, read and checked. */
export interface MakeApp {
  readonly base: Base;
  readonly common: Readonly<Record<string, unknown>>;
  readonly connections: Readonly<Record<string, MakeConnection>>;
  readonly modules: Readonly<Record<string, MakeModule>>;
  readonly rpcs: Readonly<Record<string, MakeRpc>>;
}

/**
 * Reads the folder that Make's own editor deploys from.
 *
 * @throws EngineFault when a file is no JSON, or says something that the engine does not know
 */
export function loadApp(folder: string): MakeApp {
  const { manifest, text } = readAppFolder(folder);
  const read = (file: string | null | undefined, otherwise: unknown): unknown => (file ? parseJsonc(text(file), file) : otherwise);
  const each = <T>(components: Readonly<Record<string, Component>>, load: (component: Component) => T) =>
    Object.fromEntries(Object.entries(components).map(([id, component]) => [id, load(component)]));
  const { connection, module, rpc } = manifest.components;
  return checkApp({
    base: read(manifest.generalCodeFiles.base, {}) as Base,
    common: read(manifest.generalCodeFiles.common, {}) as Record<string, unknown>,
    connections: each(connection, ({ codeFiles }) => ({
      communication: stepsOf(read(codeFiles['communication'], {})),
      parameters: read(codeFiles['params'], []) as ParameterSpec[],
    })),
    modules: each(module, ({ codeFiles, moduleType = 'action', connection: uses = null, altConnection = null }) => ({
      type: moduleType,
      connection: uses,
      altConnection,
      communication: stepsOf(read(codeFiles['communication'], {})),
      epoch: read(codeFiles['epoch'], null) as Step | null,
      parameters: [...(read(codeFiles['staticParams'], []) as ParameterSpec[]), ...(read(codeFiles['mappableParams'], []) as ParameterSpec[])],
      interface: read(codeFiles['interface'], []) as ParameterSpec[],
      samples: read(codeFiles['samples'], {}) as Record<string, unknown>,
    })),
    rpcs: each(rpc, ({ codeFiles, connection: uses = null }) => ({
      connection: uses,
      communication: stepsOf(read(codeFiles['communication'], {})),
      parameters: read(codeFiles['params'], []) as ParameterSpec[],
    })),
  });
}

/** @throws EngineFault see `loadApp` */
export function checkApp(app: MakeApp): MakeApp {
  check('base', [app.base], 'base');
  for (const [id, { communication }] of Object.entries(app.connections)) check('connection', communication, id);
  for (const [id, { communication }] of Object.entries(app.rpcs)) check('rpc', communication, id);
  for (const [id, { communication, epoch, type }] of Object.entries(app.modules)) {
    check('module', epoch ? [...communication, epoch] : communication, id);
    if (type !== 'action' && type !== 'universal') continue;
    const listing = communication.some(({ pagination, response }) => pagination !== undefined || response?.iterate !== undefined);
    if (listing) fault(id, 'an action gives one bundle: it takes neither “iterate” nor “pagination”');
  }
  return app;
}

function check(kind: 'base' | 'module' | 'rpc' | 'connection', steps: readonly (Step | Base)[], where: string): void {
  for (const step of steps) {
    checkDirectives(kind, step, where);
    checkExpressions(kind === 'connection' ? 'connection' : 'module', step, where);
  }
}

const stepsOf = (communication: unknown): Step[] => (Array.isArray(communication) ? (communication as Step[]) : [communication as Step]);

/** Most files have no comments, and are read at once; a reader of comments takes ten times as long. */
function parseJsonc(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseCommented(text, file);
  }
}

function parseCommented(text: string, file: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: false });
  return errors.length > 0 ? fault(file, 'is no JSON') : value;
}
