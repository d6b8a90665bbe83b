import type { GraphEdge, GraphNode } from '../graph/nodes.js';
import { comparable, imageCount, imageModel, inputKind, valueOf } from '../graph/nodes.js';
import { inRunOrder, withDependencies } from '../graph/order.js';
import { hashOf } from '../../pictures/random.js';
import { sizeFrom } from './picture_size.js';
import type { Picture } from '../../pictures/picture.js';
import { uuid } from '../ids.js';

const LARGEST_SIDE_PX = 2048;

/** An image that a node has made: its name on the CDN and what it shows. It is drawn when somebody fetches it. */
export interface MadeImage {
  file: string;
  picture: Picture;
}

export interface NodeOutput {
  nodeId: string;
  label: string;
  isInput: boolean;
  takesImage: boolean;
  /** The value of an input node. */
  value: unknown;
  images: MadeImage[];
}

/** What of an execution decides its outputs. */
export interface Drawable {
  readonly id: string;
  readonly workflowName: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** What each node of an execution gives, in run order. */
export function outputsOf(execution: Drawable): NodeOutput[] {
  const made = new Map<string, MadeImage[]>();
  return inRunOrder(execution.nodes, execution.edges).map((node) => {
    const images = imagesOf(node, execution, made);
    made.set(node.id, images);
    return { nodeId: node.id, label: node.data.label, isInput: inputKind(node) !== undefined, takesImage: inputKind(node)?.type === 'image', value: valueOf(node), images };
  });
}

function imagesOf(node: GraphNode, execution: Drawable, made: ReadonlyMap<string, MadeImage[]>): MadeImage[] {
  const model = imageModel(node);
  if (!model) return [];
  const upstream = withDependencies(node.id, execution.edges);
  if (model.upscales) {
    const source = [...upstream].flatMap((id) => made.get(id) ?? [])[0]?.picture;
    const picture = source ?? pictureOf(node, execution, upstream, 0, model.name);
    return [{ file: `${uuid()}.png`, picture: enlarged(picture, model.name) }];
  }
  return Array.from({ length: imageCount(node) }, (_, index) => ({
    file: `${uuid()}.png`,
    picture: pictureOf(node, execution, upstream, index, model.name),
  }));
}

function pictureOf(
  node: GraphNode,
  execution: Drawable,
  upstream: ReadonlySet<string>,
  index: number,
  model: string,
): Picture {
  const hints: Record<string, unknown> = {};
  const texts: string[] = [];
  for (const each of execution.nodes) {
    const kind = upstream.has(each.id) ? inputKind(each) : undefined;
    if (!kind) continue;
    const value = valueOf(each);
    hints[comparable(each.data.label)] = value;
    if (kind.type === 'text' && typeof value === 'string') texts.push(value);
  }
  // The node's own settings stand, except where the graph feeds a value in.
  for (const [key, value] of Object.entries({ ...node.data.params, ...node.data.config })) {
    const name = comparable(key);
    if (hints[name] === undefined || hints[name] === '') hints[name] = value;
  }
  const prompt = String(hints.prompt ?? texts[0] ?? node.data.config.prompt ?? '');
  const asked = Number(hints.seed);
  // Without a seed a model picks one: two runs of the same prompt give two pictures.
  const seed = hints.seed !== undefined && Number.isFinite(asked) ? asked : hashOf(execution.id) % 1_000_000_000;
  return { prompt, style: String(hints.style ?? ''), seed: seed + index, ...sizeFrom(hints), workflow: execution.workflowName, model };
}

const enlarged = (picture: Picture, model: string): Picture => {
  const factor = Math.min(2, LARGEST_SIDE_PX / Math.max(picture.width, picture.height));
  return {
    ...picture,
    width: Math.round(picture.width * factor),
    height: Math.round(picture.height * factor),
    model: `${picture.model} + ${model}`,
  };
};
