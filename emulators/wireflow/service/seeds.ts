import type { GraphEdge, GraphNode } from '../graph/nodes.js';
import { inputKind } from '../graph/nodes.js';
import type { EmulatedWorkflow } from './workflow.js';

type Settings = Record<string, unknown>;

/** A node as Wireflow's editor saves it; `more` are fields beside `config`. */
export function node(id: string, nodeType: string, label: string, config: Settings = {}, more: Settings = {}): GraphNode {
  const category = nodeType.split(':')[0] ?? '';
  return {
    id,
    type: 'basedNode',
    position: { x: 0, y: 0 },
    data: { label, nodeType, category, config: { ...config }, params: { ...config }, inputs: [], outputs: [], ...more },
  };
}

/** Connects each source to the target, at a handle named after the source's label. */
export function connect(target: string, ...sources: GraphNode[]): GraphEdge[] {
  return sources.map((source) => {
    const port = inputKind(source)?.valueKey === 'prompt' ? 'prompt' : source.data.label.toLowerCase().replace(/\W+/g, '_');
    return {
      id: `${source.id}-${target}`,
      source: source.id,
      target,
      sourceHandle: `out-${port}`,
      targetHandle: `in-${port}`,
    };
  });
}

const DAY_MS = 86_400_000;

function workflow(slug: string, number: number, nowMs: number, parts: Partial<EmulatedWorkflow>): EmulatedWorkflow {
  return {
    slug,
    // Shaped as a real id ("cm" and 23 characters), readable as a made-up one.
    id: `cmlocal${slug.replaceAll('-', '')}`.padEnd(25, '0').slice(0, 25),
    name: slug,
    description: '',
    webhookId: `whk_local_${slug.replaceAll('-', '_')}`,
    webhookEnabled: true,
    isActive: true,
    isPublished: false,
    tags: ['image'],
    teamId: null,
    mediaId: null,
    createdAt: nowMs - 30 * DAY_MS - number * DAY_MS,
    updatedAt: nowMs - number * DAY_MS,
    nodes: [],
    edges: [],
    exposedInputs: null,
    durationMs: 6000,
    failsWith: null,
    estimateIsLowerBound: false,
    ...parts,
  };
}

function textToImage(nowMs: number): EmulatedWorkflow {
  const inputs = [
    node('text-input-1', 'input:text', 'Prompt', { prompt: 'A lighthouse at dusk' }, { description: 'What the picture shows' }),
    node('style-1', 'input:text', 'Style', { prompt: '' }),
    node('size-1', 'input:text', 'Size', { prompt: '' }),
    node('aspect-1', 'input:text', 'Aspect Ratio', { prompt: '' }),
    node('width-1', 'input:number', 'Width', {}),
    node('height-1', 'input:number', 'Height', {}),
    node('1776100982446', 'input:number', 'Seed', {}),
  ];
  return workflow('text-to-image', 1, nowMs, {
    name: 'Text to Image (Flux 2 Pro)',
    description: 'One picture from one prompt.',
    nodes: [...inputs, node('gen-1', 'generate:flux_2_pro', 'Flux 2 Pro'), node('out-1', 'output:preview', 'Preview')],
    edges: [...connect('gen-1', ...inputs), { id: 'gen-1-out-1', source: 'gen-1', target: 'out-1', sourceHandle: 'out-image', targetHandle: 'in-image' }],
  });
}

function chain(nowMs: number): EmulatedWorkflow {
  const scene = node('scene-1', 'input:text', 'Describe your scene', { prompt: 'A glass of mint tea on marble' });
  return workflow('chain', 2, nowMs, {
    name: 'Image, then Upscale',
    description: 'A picture from a prompt, then the same picture at twice the size.',
    nodes: [scene, node('gen-1', 'generate:flux_pro_v1_1_ultra', 'First draft', { image_size: 'square_hd' }), node('1776100968381e1h3', 'edit:upscaler', 'Upscaled')],
    edges: [...connect('gen-1', scene), { id: 'up', source: 'gen-1', target: '1776100968381e1h3', sourceHandle: 'out-image', targetHandle: 'in-image' }],
    durationMs: 9000,
  });
}

function imageInput(nowMs: number): EmulatedWorkflow {
  const inputs = [
    node('image-1', 'input:image', 'Product photo', { image: '', imageUrl: '', mediaType: 'image' }, { description: 'A photo of your product', required: true }),
    node('scene-1', 'input:text', 'Scene', { prompt: 'On a sunlit kitchen table' }, { description: 'Where the product stands' }),
    node('page-1', 'utility:url_import', 'Shop page', { url: '' }, { description: 'Link to the product page' }),
    node('seed-1', 'input:number', 'Seed', { value: 7 }),
    node('shadow-1', 'input:toggle', 'Keep shadow', { value: true }),
    node('ratio-1', 'input:list_selector', 'Aspect Ratio', { value: '1:1', options: ['1:1', '4:5', '9:16', '16:9'] }, { description: 'The shape of the picture' }),
  ];
  const hidden = node('negative-1', 'input:text', 'Negative prompt', { prompt: 'text, watermark' });
  return workflow('image-input', 3, nowMs, {
    name: 'Product Photo in a Scene',
    description: 'Puts a product photo into a new scene.',
    tags: ['image', 'product'],
    nodes: [...inputs, hidden, node('gen-1', 'generate:nano_banana_pro', 'Nano Banana Pro')],
    edges: connect('gen-1', ...inputs, hidden),
    exposedInputs: inputs.map((input) => input.id),
    durationMs: 8000,
    estimateIsLowerBound: true,
  });
}

function fourImages(nowMs: number): EmulatedWorkflow {
  const prompt = node('prompt-1', 'input:text', 'Prompt', { prompt: 'Four takes on a paper crane' });
  return workflow('four-images', 4, nowMs, {
    name: 'Four Variations',
    description: 'Four pictures from one prompt.',
    // Its webhook is off: lists show no webhook id for it, and only the plain workflow id starts it.
    webhookEnabled: false,
    nodes: [prompt, node('gen-1', 'generate:flux_pro_v1_1_ultra', 'Variations', { num_images: 4, aspect_ratio: '4:3' })],
    edges: connect('gen-1', prompt),
    durationMs: 8000,
  });
}

function alwaysFails(nowMs: number): EmulatedWorkflow {
  const prompt = node('prompt-1', 'input:text', 'Prompt', { prompt: 'Something that gets refused' });
  return workflow('always-fails', 5, nowMs, {
    name: 'Always Fails',
    description: 'Every run ends with a refusal by the model provider.',
    nodes: [prompt, node('gen-1', 'generate:flux_2_pro', 'Flux 2 Pro')],
    edges: connect('gen-1', prompt),
    durationMs: 3000,
    // Guess: the wording. The skill's SKILL.md says only that a provider's refusal arrives as text.
    failsWith: 'Flux 2 Pro: the request was rejected by the content moderation system.',
  });
}

/** The workflows that every emulator starts with. */
export const seededWorkflows = (nowMs: number): EmulatedWorkflow[] => [
  textToImage(nowMs),
  chain(nowMs),
  imageInput(nowMs),
  fourImages(nowMs),
  alwaysFails(nowMs),
];

/** A workflow with the parts given; the rest is a plain text-to-image one. */
export const makeWorkflow = (
  parts: Partial<EmulatedWorkflow> & Pick<EmulatedWorkflow, 'id' | 'webhookId'>,
  nowMs: number,
): EmulatedWorkflow => ({ ...textToImage(nowMs), slug: parts.slug ?? parts.id, createdAt: nowMs, updatedAt: nowMs, ...parts });
