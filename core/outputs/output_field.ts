/** A value that a step hands on, in words that every platform can show. */
export interface OutputField {
  readonly key: string;
  readonly label: string;
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'time' | 'file' | 'list';
  /** What the items of a list hold. */
  readonly items?: readonly OutputField[];
  /** Always there, and never empty. */
  readonly always?: boolean;
}
