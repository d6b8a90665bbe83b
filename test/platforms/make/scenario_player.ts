import { createHash } from 'node:crypto';
import type { ParameterSpec } from '../../../emulators/make/index.js';
import type { Blueprint } from '../../../platforms/make/blueprints/blueprint.js';
import type { MakeWorld } from './modules/world.js';

export type Bundle = Readonly<Record<string, unknown>>;

export interface Played {
  /** What each module of another app was given, in order. */
  readonly given: readonly { readonly module: string; readonly values: Bundle }[];
  /** What each module gave, the last time it ran, by its number. */
  readonly gave: ReadonlyMap<number, Bundle>;
  /** The errors that *Break* kept, by the number of the module. */
  readonly kept: readonly { readonly id: number; readonly message: string }[];
}

/** A mapped value that is one output keeps its type, as in Make; inside a longer text it becomes text. */
const REFERENCE = /\{\{(md5\()?(\d+)\.`?(\w+)`?\)?\}\}/g;

/**
 * Plays a blueprint: modules of ours on the engine, those of other apps by what `others` gives for them (lists become
 * several bundles). It knows outputs, `md5` of one, two kinds of filter, Break, and nothing more of Make's scenario language.
 *
 * @param emptyTextExists how Make reads the filter *Exists* for an empty text, which no document says
 *
 * @throws MakeError as the module that fails does
 */
export async function play(world: MakeWorld, { flow }: Blueprint, others: Readonly<Record<string, (values: Bundle) => readonly Bundle[] | Promise<readonly Bundle[]>>> = {}, emptyTextExists = true): Promise<Played> {
  const given: { module: string; values: Bundle }[] = [];
  const gave = new Map<number, Bundle>();
  const kept: { id: number; message: string }[] = [];

  const outputOf = (scope: ReadonlyMap<number, Bundle>, isMd5: boolean, id: number, name: string): unknown => {
    const value = scope.get(id)?.[name];
    return isMd5 ? createHash('md5').update(String(value)).digest('hex') : value;
  };
  const fill = (value: unknown, scope: ReadonlyMap<number, Bundle>): unknown => {
    if (Array.isArray(value)) return value.map((item) => fill(item, scope));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, scope)]));
    if (typeof value !== 'string') return value;
    const [whole] = [...value.matchAll(REFERENCE)];
    if (whole?.[0] === value) return outputOf(scope, whole[1] !== undefined, Number(whole[2]), String(whole[3]));
    return value.replace(REFERENCE, (_all, md5?: string, id?: string, name?: string) => String(outputOf(scope, md5 !== undefined, Number(id), String(name)) ?? ''));
  };

  const bundlesOf = async (name: string, values: Bundle): Promise<readonly Bundle[]> => {
    const own = /^app#[\w-]+:(\w+)$/.exec(name)?.[1];
    const other = others[name];
    if (own === undefined || other !== undefined) {
      given.push({ module: name, values });
      if (other === undefined) throw new Error(`The test says nothing of ${name}`);
      return other(values);
    }
    const { engine, connection, emulator } = world;
    if (own === 'watchExecutions') return (await engine.activate(own, values, 'all', { connection }).poll()) as Bundle[];
    // The emulator's own links have no https, which the module insists on; the engine sends all to the emulator anyway.
    const usable = own === 'downloadImage' ? { ...values, url: String(values['url'] ?? '').replace(/^http:/, 'https:') } : values;
    const used = own === 'generateImage' ? { id: 'webhook', label: null, data: { webhook: emulator.workflow('text-to-image').webhookId } } : connection;
    const fields = own === 'runWorkflow' ? ((await engine.rpc('workflowInputs', values, { connection })) as ParameterSpec[]) : [];
    return (await engine.run(own, usable, { connection: used, fields })) as Bundle[];
  };

  const passes = ({ filter }: Blueprint['flow'][number], scope: ReadonlyMap<number, Bundle>): boolean => {
    const holds = ({ a, o, b }: { a: string; o: string; b?: string }) => {
      // Guess: how a filter on an error route names the kind of the error.
      const failed = /^\{\{(\d+)\.error\.type\}\}$/.exec(a)?.[1];
      const value = failed === undefined ? fill(a, scope) : (scope.get(Number(failed))?.['error'] as { type?: string } | undefined)?.type;
      if (o === 'exist') return emptyTextExists ? value !== undefined && value !== null : ![undefined, null, ''].includes(value as never);
      if (o === 'text:notequal') return String(value ?? 'nothing') !== b;
      if (o === 'text:equal') return value === b;
      throw new Error(`The test does not know the filter ${o}`);
    };
    return filter?.conditions.some((all) => all.every(holds)) ?? true;
  };
  /** What an error route gives in place of what failed; null where it lets nothing pass or has no Resume. */
  const handled = async (route: readonly Blueprint['flow'][number][], failed: ReadonlyMap<number, Bundle>): Promise<Bundle | null> => {
    let scope = failed;
    for (const module of route) {
      if (!passes(module, scope)) return null;
      const values = fill({ ...module.parameters, ...module.mapper }, scope) as Bundle;
      if (module.module === 'builtin:Resume') return values;
      const [bundle = {}] = await bundlesOf(module.module, values);
      scope = new Map([...scope, [module.id, bundle]]);
    }
    return null;
  };

  const runFrom = async (index: number, scope: ReadonlyMap<number, Bundle>): Promise<void> => {
    const module = flow[index];
    if (module === undefined) return;
    if (!passes(module, scope)) return;
    const { __IMTCONN__: _account, ...parameters } = module.parameters;
    const values = fill({ ...parameters, ...module.mapper }, scope) as Bundle;
    const bundles = await bundlesOf(module.module, values).catch(async (error: unknown) => {
      const { onerror = [] } = module;
      if (onerror[0]?.module === 'builtin:Break') {
        kept.push({ id: module.id, message: (error as Error).message });
        return [];
      }
      const resumed = await handled(onerror, new Map([...scope, [module.id, { error }]]));
      if (resumed === null) throw error;
      return [resumed];
    });
    for (const bundle of bundles) {
      gave.set(module.id, bundle);
      await runFrom(index + 1, new Map([...scope, [module.id, bundle]]));
    }
  };
  await runFrom(0, new Map());
  return { given, gave, kept };
}
