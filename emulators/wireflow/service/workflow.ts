import type { GraphEdge, GraphNode } from '../graph/nodes.js';

/** A workflow of the emulated account. Its fields may be changed by a test at any time. */
export interface EmulatedWorkflow {
  /** The emulator's own short name, for tests; never sent. */
  slug: string;
  id: string;
  name: string;
  description: string;
  webhookId: string;
  webhookEnabled: boolean;
  isActive: boolean;
  isPublished: boolean;
  tags: string[];
  teamId: string | null;
  mediaId: string | null;
  createdAt: number;
  updatedAt: number;
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Which input nodes the published input settings show; null when there are none (reference/run). */
  exposedInputs: string[] | null;
  /** From accepted to finished, when the emulator was not told otherwise. */
  durationMs: number;
  /** The error that every run of it ends with; null when runs succeed. */
  failsWith: string | null;
  /** Whether the estimate says that it may be too low (`estimateComplete: false`). */
  estimateIsLowerBound: boolean;
}
