import type { Definition } from './definition.js';

/** One thing to change before the app can be published, or to be read with ease. */
export interface Finding {
  /** The place in the definition, for instance `creates.generate_image.inputFields.prompt`. */
  where: string;
  what: string;
  /** What to write there. */
  instead: string;
}

export interface Rule {
  /** Zapier's number of the check (docs.zapier.com, “Integration check reference”), or a name for a rule of its guidelines. */
  id: string;
  /** The promise, as one sentence. */
  says: string;
  check(app: Definition): Finding[];
}

/** What all these rules find, one line each. */
export function lint(app: Definition, rules: readonly Rule[]): { id: string; line: string }[] {
  return rules.flatMap(({ id, check }) => check(app).map(({ where, what, instead }) => ({ id, line: `${id} ${where}: ${what} ${instead}` })));
}
