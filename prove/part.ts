/** What a part of the proof has found. */
export interface Findings {
  readonly title: string;
  /** What was done, in a sentence or two. */
  readonly about: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Promises that did not hold, each as one line; none is what everybody hopes for. */
  readonly broken: readonly string[];
}

/** Told how far a part is. */
export type Tell = (doing: string) => void;

export interface Part {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  run(seed: number, tell: Tell): Promise<Findings>;
}
