/** A mutant that survives and is no gap, with the reason. */
export interface Explained {
  readonly file: string;
  /** The text that is changed, and what it is changed to, as Stryker reports them. */
  readonly original: string;
  readonly mutated: string;
  readonly why: string;
}

export const EXPLAINED: readonly Explained[] = [
  {
    file: 'core/fields/webhook_address.ts', original: '/^https?:\\/\\//i', mutated: '/https?:\\/\\//i',
    why: 'what holds a scheme further in is refused either way: by its host, its path, or its query',
  },
  {
    file: 'core/api/readers/reply.ts', original: 'response.text.slice(0, KEPT_CHARACTERS)', mutated: 'response.text',
    why: 'the same sentence for more work, since only the beginning of a large reply is searched for secrets',
  },
]; // prettier-ignore
