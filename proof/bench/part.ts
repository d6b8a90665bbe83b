import type { Progress } from '../../demo/main_job.js';

/** A ratio with a goal: at most so much. */
export interface Figure {
  readonly what: string;
  readonly ratio: number;
  readonly goal: number;
  /** What keeps it from its goal, in a few words: the page shows by measurement that nothing of ours does. */
  readonly bound?: string;
}

export interface PartResult {
  /** Markdown for the page: what the part has measured, as tables with a sentence each. */
  readonly text: string;
  readonly figures: readonly Figure[];
}

/** A part of the bench, with a section of the page to itself. */
export interface Part {
  /** As `--only` and the section's comments name it. */
  readonly name: string;
  readonly title: string;
  run(progress: Progress): Promise<PartResult>;
}
