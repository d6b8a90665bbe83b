/** What became of one cell of the matrix. */
export interface Row {
  readonly step: string;
  readonly how: string;
  readonly holds: boolean;
  /** The class of the error; empty where the step worked. */
  readonly name: string;
}

export interface Filled {
  readonly rows: readonly Row[];
  readonly broken: readonly string[];
}
