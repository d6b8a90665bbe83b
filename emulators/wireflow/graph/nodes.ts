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
 * Guess: every nodeType here except input:text and input:image; reference/run names the nodes only in words.
 */
const INPUT_NODES: Record<string, { type: InputType; valueKey: string; mirrorKey?: string }> = {
  'input:text': { type: 'text', valueKey: 'prompt' },
  // The link stands twice (wireflow-skill, references/workflow-schema.md).
  'input:image': { type: 'image', valueKey: 'image', mirrorKey: 'imageUrl' },
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

/** Every kind of node that the emulator knows, and what can be set on it. */
export const nodeTypes = (): { nodeType: string; label: string; settings: string[] }[] => [
  ...Object.entries(INPUT_NODES).map(([nodeType, { valueKey, mirrorKey }]) => ({ nodeType, label: nodeType.replace(/^\w+:/, ''), settings: [valueKey, ...(mirrorKey === undefined ? [] : [mirrorKey])] })),
  ...Object.entries(IMAGE_MODELS).map(([nodeType, { name }]) => ({ nodeType, label: name, settings: ['prompt', 'num_images', 'aspect_ratio', 'image_size', 'seed'] })),
];

/** How an input node takes its value; undefined for a node that takes none. */
export const inputKind = (node: GraphNode): { type: InputType; valueKey: string; mirrorKey?: string } | undefined =>
  INPUT_NODES[node.data.nodeType];

/** The image model of a node; undefined for a node that makes no image. Unknown generate nodes count as Flux 2 Pro. */
export function imageModel(node: GraphNode): ImageModel | undefined {
  const known = IMAGE_MODELS[node.data.nodeType];
  if (known) return known;
  const generates = /^generate:|text-to-image$/.test(node.data.nodeType) || node.data.category === 'generate';
  return generates ? IMAGE_MODELS['generate:flux_2_pro'] : undefined;
}

/** The value that an input node holds: `config` is the source of truth, `params` its mirror (wireflow-skill SKILL.md). */
export function valueOf(node: GraphNode): unknown {
  const kind = inputKind(node);
  if (!kind) return undefined;
  const { config, params } = node.data;
  const [own, mirror] = [kind.valueKey, kind.mirrorKey ?? kind.valueKey].map((key) => config[key] ?? params[key]);
  // Guess: a client that fills in only one of the two is not told so; the other one's value counts, the first link first.
  return own === '' ? mirror : (own ?? mirror);
}

/** A copy of the node that holds another value. */
export function withValue(node: GraphNode, value: unknown): GraphNode {
  const kind = inputKind(node);
  if (!kind) return node;
  return withParams(node, { [kind.valueKey]: value, ...(kind.mirrorKey === undefined ? {} : { [kind.mirrorKey]: value }) });
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
