import type { InterfaceItem } from '../../format/component.js';
import { modulesOf, textsIn, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** Types that are for fields only; Make's schema does not tell. */
const FIELDS_ONLY = new Set(['file', 'folder', 'filter', 'hidden', 'path', 'pkey', 'select']);

/** The interface says what the output has, the sample has nothing else, and every item has a label. */
export function* outputsAreDescribed(app: EmittedApp): Generator<Fault> {
  for (const { id, steps, interface: items, samples } of modulesOf(app)) {
    const output = steps.at(-1)?.response?.output;
    const [given, said] = [Object.keys(typeof output === 'object' ? (output ?? {}) : {}), items.map(({ name }) => name)];
    for (const name of given) if (!said.includes(name)) yield { where: id, problem: `gives ${name}, which its interface does not have` };
    for (const name of said) if (!given.includes(name)) yield { where: id, problem: `promises ${name} and does not give it` };
    for (const name of Object.keys(samples)) if (!said.includes(name)) yield { where: id, problem: `has ${name} in its sample only` };
    for (const { path, text } of textsIn(samples)) if (text === '' || text.includes('{{')) yield { where: id, problem: `has an example for ${path} that is none` };
    for (const [name, value] of Object.entries(samples)) if (value === null) yield { where: id, problem: `has nothing as an example for ${name}` };
    for (const item of deep(items)) {
      if (!item.label) yield { where: id, problem: `gives ${item.name} without a label` };
      if (FIELDS_ONLY.has(item.type)) yield { where: id, problem: `gives ${item.name} as ${item.type}, which is for fields only` };
    }
  }
}

function deep(items: readonly InterfaceItem[]): InterfaceItem[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.spec) ? deep(item.spec as InterfaceItem[]) : [])]);
}
