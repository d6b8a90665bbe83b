import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { asJson, choose, firstOf, iml, paths, type Expression } from '../iml/expression.js';
import { notReadable } from './poll.js';
import { withoutSecret } from './secrets.js';
import { bareText, isNumber, toNumber } from './values.js';

const LAYERS = ['body', 'body.data'];

/** What is kept of an estimate, as texts (core: readers/credits.ts). */
export const ESTIMATE_TEMP = {
  credits_text: iml(bareText(paths(LAYERS, ['estimatedCredits']))),
  available_text: iml(bareText(paths(LAYERS, ['availableCredits']))),
  sufficient_text: iml(bareText(flag('sufficient'))),
  complete_text: iml(bareText(flag('estimateComplete'))),
  breakdown: iml(withoutSecret(asJson(firstOf(paths(LAYERS, ['breakdown']))))),
  reply: iml(withoutSecret(asJson('body'))),
} as const;

/** `ifempty` keeps a false as well. */
function flag(key: string): Expression[] {
  return paths(LAYERS, [key]);
}

const SAYS_NO = "temp.sufficient_text = 'false'";
const SAYS_YES = "temp.sufficient_text = 'true'";

/** Reads the estimate that was kept; a reply without a number of credits stops the module. */
export function readEstimate(onlyIf: Expression): Request[] {
  return [
    keep({ has_credits: iml(isNumber(NOTED.credits)), has_available: iml(isNumber(NOTED.available)) }),
    check(`!(${onlyIf}) || temp.has_credits`, notReadable('an estimate'), {
      credits: iml(choose('temp.has_credits', toNumber(NOTED.credits), 'undefined')),
      available: iml(choose('temp.has_available', toNumber(NOTED.available), 'undefined')),
      is_lower_bound: iml("ifempty(temp.complete_text, '') = 'false'"),
    }),
    keep({ is_covered: iml(choose(SAYS_NO, 'false', choose(SAYS_YES, 'true', IS_COVERED))) }),
  ];
}

const NOTED = { credits: "ifempty(temp.credits_text, '')", available: "ifempty(temp.available_text, '')" };
/** Where no flag says it, the two numbers do; unknown without a balance. */
const IS_COVERED = choose('temp.has_available', 'ifempty(temp.available, 0) >= ifempty(temp.credits, 0)', 'undefined');
