/** A node of a workflow's graph, as the API carries it (wireflow-skill, references/workflow-schema.md). */
export interface GraphNode {
  id: string;
  type: string;
  position: { x: number; y: number };
  data: {
    label: string;
    nodeType: string;
    category: string;
    config: Record<string, unknown>;
    params: Record<string, unknown>;
    inputs: unknown[];
    outputs: unknown[];
    [more: string]: unknown;
  };
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  sourceHandle: string;
  targetHandle: string;
}

export type InputType = 'text' | 'image' | 'url' | 'number' | 'boolean' | 'select';

/**
 * Which nodes take a value from outside, of which type, and under which key they keep it.
 * Guess: every nodeType here except input:text and input:image; docs/api/run names the nodes only in words.
 */
const INPUT_NODES: Record<string, { type: InputType; valueKey: string }> = {
  'input:text': { type: 'text', valueKey: 'prompt' },
  'input:image': { type: 'image', valueKey: 'url' },
  'input:number': { type: 'number', valueKey: 'value' },
  'input:toggle': { type: 'boolean', valueKey: 'value' },
  'input:list_selector': { type: 'select', valueKey: 'value' },
  'utility:url_import': { type: 'url', valueKey: 'url' },
};

/** Credits and picture count of the nodes that make images; any other nodeType makes none. */
export interface ImageModel {
  name: string;
  creditsPerImage: number;
  upscales: boolean;
}

// Guess: the price of Flux 2 Pro, which no public list gives; the documentation's examples use 10.
const IMAGE_MODELS: Record<string, ImageModel> = {
  'generate:flux_2_pro': { name: 'Flux 2 Pro', creditsPerImage: 10, upscales: false },
  'generate:flux_pro_v1_1_ultra': { name: 'Flux Pro Ultra', creditsPerImage: 19, upscales: false },
  'generate:nano_banana_pro': { name: 'Nano Banana Pro', creditsPerImage: 20, upscales: false },
  'edit:upscaler': { name: 'Upscaler', creditsPerImage: 20, upscales: true },
};

/** How an input node takes its value; undefined for a node that takes none. */
export const inputKind = (node: GraphNode): { type: InputType; valueKey: string } | undefined =>
  INPUT_NODES[node.data.nodeType];

/** The image model of a node; undefined for a node that makes no image. Unknown generate nodes count as Flux 2 Pro. */
export function imageModel(node: GraphNode): ImageModel | undefined {
  const known = IMAGE_MODELS[node.data.nodeType];
  if (known) return known;
  const generates = node.data.nodeType.startsWith('generate:') || node.data.category === 'generate';
  return generates ? IMAGE_MODELS['generate:flux_2_pro'] : undefined;
}

/** The value that an input node holds: `config` is the source of truth, `params` its mirror (wireflow-skill SKILL.md). */
export function valueOf(node: GraphNode): unknown {
  const key = inputKind(node)?.valueKey;
  return key === undefined ? undefined : (node.data.config[key] ?? node.data.params[key]);
}

/** A copy of the node that holds another value. */
export function withValue(node: GraphNode, value: unknown): GraphNode {
  const key = inputKind(node)?.valueKey;
  return key === undefined ? node : withParams(node, { [key]: value });
}

/** A copy of the node with these settings, in both places where settings are kept. */
export function withParams(node: GraphNode, settings: Record<string, unknown>): GraphNode {
  const { data } = node;
  return {
    ...node,
    data: { ...data, config: { ...data.config, ...settings }, params: { ...data.params, ...settings } },
  };
}

/** How many images a node makes in one run. */
export function imageCount(node: GraphNode): number {
  const asked = Number(node.data.config.num_images ?? node.data.params.num_images ?? 1);
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, 4) : 1;
}

/** A label as it is compared: case, spaces, underscores and hyphens do not count. */
export const comparable = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');
