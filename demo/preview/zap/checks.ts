import app from '../../../index.js';
import { readDefinition } from '../../../lint/publishing/definition.js';
import type { Finding } from '../../../lint/publishing/rule.js';
import { rules } from '../../../lint/publishing/rules/index.js';

export interface Remark extends Finding {
  /** The rule's number or name. */
  readonly id: string;
  /** Its promise, as one sentence. */
  readonly says: string;
}

/** How many checks are held against the app. */
export const CHECKS = rules.length;

let all: Promise<readonly Remark[]> | undefined;

/**
 * What Zapier's checks and guidelines would have changed, as far as they can be asked without Zapier.
 *
 * @param place where in the definition, such as `creates.generate_image`
 */
export async function remarksOn(place: string): Promise<readonly Remark[]> {
  all ??= readDefinition(app).then((definition) => rules.flatMap(({ id, says, check }) => check(definition).map((finding) => ({ ...finding, id, says }))));
  return (await all).filter(({ where }) => where === place || where.startsWith(`${place}.`) || where.startsWith(`${place}[`));
}
