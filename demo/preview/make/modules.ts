import { app } from '../../../platforms/make/app_definition.js';
import type { InterfaceItem, ModuleDefinition, Parameter } from '../../../platforms/make/format/component.js';

export interface ModuleGroup {
  readonly label: string;
  readonly modules: readonly ModuleDefinition[];
}

export const moduleGroups = (): readonly ModuleGroup[] => app.groups;

export const findModule = (id: string): ModuleDefinition | null => app.groups.flatMap(({ modules }) => modules).find((module) => module.id === id) ?? null;

/** Static fields come first, as in Make's editor. */
export const parametersOf = ({ staticParams = [], mappableParams = [] }: ModuleDefinition): readonly Parameter[] => [...staticParams, ...mappableParams];

export interface BundleLine {
  readonly key: string;
  readonly label: string;
  readonly values: readonly unknown[];
  readonly isNamed: boolean;
}

/** What a module gave, in the order of its interface, lists flattened; then whatever no item names. */
export function bundleLines(items: readonly InterfaceItem[], bundle: Readonly<Record<string, unknown>>): BundleLine[] {
  const named = items.flatMap((item) => linesOf(item, [bundle[item.name]]));
  const known = new Set(items.map(({ name }) => name));
  const others = Object.entries(bundle).filter(([name]) => !known.has(name)).map(([name, value]) => ({ key: name, label: name, values: [value], isNamed: false }));
  return [...named, ...others].map((line) => ({ ...line, values: line.values.filter((value) => value !== null && value !== undefined) })).filter(({ values }) => values.length > 0);
}

function linesOf({ name, label, spec }: InterfaceItem, values: readonly unknown[]): BundleLine[] {
  if (!Array.isArray(spec)) return [{ key: name, label, values, isNamed: true }];
  const rows = values.flat().filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null);
  return (spec as readonly InterfaceItem[]).flatMap((item) => linesOf({ ...item, label: `${label}: ${item.label}` }, rows.map((row) => row[item.name])));
}
