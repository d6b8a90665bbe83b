/** What the worker is to do. */
export interface BatchInput {
  readonly plans: readonly ('free' | 'pro' | 'enterprise')[];
  readonly prompts: number;
  /** How long an image takes. */
  readonly durationMs: number;
}

/** What it took to have all images. */
export interface BatchOutcome {
  readonly plan: BatchInput['plans'][number];
  readonly way: 'one step' | 'ten steps';
  /** What Zapier counts, however often a step goes back into its queue. */
  readonly tasks: number;
  /** How often steps were run, those from the queue included. */
  readonly runs: number;
  /** To Wireflow. */
  readonly requests: number;
  readonly refused: number;
  readonly bought: number;
  readonly tookMs: number;
}
