import { isObject, text, type JsonObject } from '../json.js';
import type { WorkflowGraph } from '../api/readers/index.js';
import type { WorkflowInput } from '../model/workflow.js';

/** What an input node of the saved graph holds, by the kind that its type names. */
const TYPES: readonly (readonly [RegExp, WorkflowInput['type']])[] = [
  [/image/i, 'image'],
  [/number|seed/i, 'number'],
  [/toggle|boolean/i, 'boolean'],
  [/url|import/i, 'url'],
];

/**
 * The inputs of a saved graph, for services that do not describe them: every input or import node that nothing leads
 * into (docs/service.md, "Inputs").
 */
export function inputsOfGraph({ nodes, edges }: WorkflowGraph): WorkflowInput[] {
  const fed = new Set(edges.map((edge) => text(edge['target'])));
  return nodes.flatMap((node) => {
    const id = text(node['id']);
    const data = isObject(node['data']) ? node['data'] : {};
    const nodeType = text(data['nodeType']) ?? '';
    if (id === null || fed.has(id) || !isInput(nodeType, text(data['category']) ?? '')) return [];
    const saved = settingsOf(node);
    return [
      {
        nodeId: id,
        label: text(data['label']) ?? id,
        type: TYPES.find(([pattern]) => pattern.test(nodeType))?.[1] ?? 'text',
        required: false,
        description: null,
        default: savedValueIn(valueKeysOf(node).map((key) => saved[key])),
        choices: [],
      },
    ];
  });
}

/**
 * The saved graph with values put into its input nodes, as an execute call takes it. A value goes where the node keeps
 * its own, and into `config` and `params` both: the sources name one each (docs/service.md, "Execute"). An import node
 * keeps its link twice, and both are set.
 */
export function graphWithValues({ nodes, edges }: WorkflowGraph, values: ReadonlyMap<string, unknown>): JsonObject {
  const filled = nodes.map((node) => {
    const id = text(node['id']);
    if (id === null || !values.has(id)) return node;
    const data = isObject(node['data']) ? node['data'] : {};
    const setting = Object.fromEntries(valueKeysOf(node).map((key) => [key, values.get(id)]));
    const merged = (key: string) => ({ ...(isObject(data[key]) ? data[key] : {}), ...setting });
    return { ...node, data: { ...data, config: merged('config'), params: merged('params') } };
  });
  return { nodes: filled, edges };
}

/** Input nodes, and those that fetch what a link leads to. */
function isInput(nodeType: string, category: string): boolean {
  return /^input\b/i.test(category) || /^input\b/i.test(nodeType) || /^utility\b.*import/i.test(nodeType);
}

/** Where an import node keeps its link (docs/service.md, "Inputs"). */
const LINK_KEYS = ['image', 'imageUrl'];

/** The settings that are the node's value: a link's two, else the first that a person could type. */
function valueKeysOf(node: JsonObject): string[] {
  const settings = settingsOf(node);
  const nodeType = isObject(node['data']) ? text(node['data']['nodeType']) : null;
  const isImport = /^input:image$/i.test(nodeType ?? '') || LINK_KEYS.every((key) => key in settings);
  if (isImport) return [...LINK_KEYS, ...['url'].filter((key) => key in settings)];
  return [Object.keys(settings).find((key) => isTyped(settings[key])) ?? 'prompt'];
}

/** Of a link that stands twice, the one that is filled in. */
function savedValueIn(values: readonly unknown[]): WorkflowInput['default'] {
  const typed = values.filter(isTyped);
  return typed.find((value) => value !== '') ?? typed[0] ?? null;
}

function isTyped(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function settingsOf(node: JsonObject): JsonObject {
  const data = isObject(node['data']) ? node['data'] : {};
  const [config, params] = [data['config'], data['params']].map((value) => (isObject(value) ? value : {}));
  // What stands in `config` counts, and comes first (docs/service.md, "Execute").
  return { ...config, ...params, ...config };
}
