/** What a picture shows. Two equal ones are the same picture. */
export interface Picture {
  prompt: string;
  style: string;
  seed: number;
  /** In pixels. */
  width: number;
  height: number;
  workflow: string;
  model: string;
}
