import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml, literal, paths, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { largestOf, markedNumbers, NO_NUMBER_TEXTS, NUMBER, numbersAlone, withBareNumbers } from './number_lists.js';
import { TOLD_ERROR } from './no_reasons.js';
import { notReadable } from './poll.js';
import { withoutSecret } from './secrets.js';
import { toMillionths } from './values.js';

/** The objects that an estimate may be wrapped in (core: readers/credits.ts). */
const LAYERS = ['body', 'body.data', 'body.result', 'body.estimate', 'body.data.estimate'];

/** What is kept of an estimate, as texts. */
export const ESTIMATE_TEMP = {
  breakdown: iml(withoutSecret(asJson(firstOf(paths(LAYERS, ['breakdown']))))),
  reply: iml(withoutSecret(asJson('body'))),
} as const;

/** The spellings of a name become one in the noted reply: `estimated_credits` is `estimatedcredits`. */
const TOTAL = 'estimatedcredits';
const UPPER_BOUNDS = ['(estimated)?max(imum)?(estimated)?credits', 'estimatedcreditsmax(imum)?', 'upper(bound|limit)(credits)?'] as const;
const DOUBTS = 'unknowniterations|fanoutuncertainty|islowerbound|lowerbound|ispartial|partial';
const COMPLETE = '(estimate|is)?complete';
/** What says that there is no doubt of this kind. */
const NONE = '(null|""|"?(none|false|no|0)"?)[,}]';

/** A sum that can not be read may be any: a plain text, since it is longer than an expression may be. */
const UNREAD_SUMS = `/"(${[TOTAL, ...UPPER_BOUNDS].join('|')})":(?!${NUMBER}[,}]|${NONE})/g`;

const finds = (source: string): Expression => `length(${without('temp.flat', source)}) < length(temp.flat)`;

/** Of a breakdown, the text of a list of its nodes: a list, a record by node, or either under a name of its own. */
const AS_COLLECTION = call('parseJSON', 'temp.by_node');
const ROWS = asJson(textOr('temp.named_rows', call('map', call('toArray', AS_COLLECTION), literal('value'))));
const NAMED_ROWS = firstOf(['nodes', 'items'].map((name) => call('get', AS_COLLECTION, literal(name))));
/** The prices of the nodes, those that are numbers, as JSON. */
const PRICES = without(call('replace', call('createJSON', call('map', call('parseJSON', 'temp.rows'), literal('credits'))), 'temp.no_numbers', literal('null')), '"', 'g');
const NO_PRICE = `(?!${NUMBER}[,[-^])[^,[-^]*`;
const ALL_NUMBERS = without('temp.priced', `,${NO_PRICE}|(?<=[[])${NO_PRICE},?`, 'g');
const SUM = choose('length(temp.prices) > 2', toMillionths('sum(parseJSON(temp.prices))'), '0');

/** Any more than these says that a node may cost something that nothing tells. */
const IS_UNPRICED = 'length(parseJSON(temp.rows)) > length(parseJSON(temp.prices))';
const IS_NEGATIVE = `(${finds(`"${TOTAL}":"?-(?!0+(?![0-9.]))`)} || indexOf(temp.prices, '-') >= 0)`;

const NO = `"sufficient":"?(false|no|0)"?[,}]`;
const YES = `"sufficient":"?(true|yes|1)"?[,}]`;

/**
 * Reads the estimate that was kept, in every form that the core reads it in; of two numbers the dearer counts. A reply
 * without a number of credits stops the module, with what is `known` beside it. Afterwards `temp` holds `credits`, `credits_left`, `is_lower_bound` and
 * `is_covered`.
 */
export function readEstimate(onlyIf: Expression, known = ''): Request[] {
  return [
    keep({ flat: iml(call('lower', textOr('temp.reply', literal('{}')))), breakdown: iml(textOr('temp.breakdown', literal('[]'))) }),
    keep({ flat: iml(without('temp.flat', '[_-](?=[a-z0-9_-]*":)', 'g')), by_node: iml(choose("indexOf(temp.breakdown, '{') = 0", 'temp.breakdown', "'{}'")) }),
    keep({ named_rows: iml(NAMED_ROWS), told_error: TOLD_ERROR, no_numbers: NO_NUMBER_TEXTS, unread_sums: UNREAD_SUMS, flat: iml(withBareNumbers('temp.flat')) }),
    keep({ rows: iml(choose("indexOf(temp.breakdown, '[') = 0", 'temp.breakdown', ROWS)) }),
    keep(Object.fromEntries(UPPER_BOUNDS.map((names, at) => [`bounds_${at + 1}`, iml(numbersAlone(markedNumbers('temp.flat', names)))]))),
    keep({ totals: iml(markedNumbers('temp.flat', TOTAL)), bounds: iml(UPPER_BOUNDS.map((_, at) => `temp.bounds_${at + 1}`).join(' + ')), balances: iml(markedNumbers('temp.flat', 'availablecredits')), priced: iml(PRICES) }),
    keep({ totals: iml(numbersAlone('temp.totals')), balances: iml(numbersAlone('temp.balances')), prices: iml(ALL_NUMBERS) }),
    keep({ total: iml(largestOf('temp.totals')), bound: iml(largestOf('temp.bounds')), credits_left: iml(largestOf('temp.balances')), prices: iml(call('replace', 'temp.prices', pattern('^[[],'), literal('['))) }),
    keep({ is_negative: iml(IS_NEGATIVE) }),
    check(`!(${onlyIf}) || (length(temp.totals) > 0 && !temp.is_negative)`, notReadable('an estimate', known), {
      sum: iml(SUM),
      is_unpriced: iml(IS_UNPRICED),
      says_whole: iml(finds(`"${COMPLETE}":`)),
      says_part: iml(finds(`"${COMPLETE}":(?!"?true"?[,}])`)),
      is_doubtful: iml(finds(`"(${DOUBTS})":(?!${NONE})`)),
      is_unread: iml("length(replace(temp.flat, temp.unread_sums, '')) < length(temp.flat)"),
      says_error: iml(`length(${call('replace', 'temp.flat', 'temp.told_error', EMPTY)}) < length(temp.flat)`),
    }),
    keep({ credits: iml(choose('ifempty(temp.total, 0) < temp.sum', 'temp.sum', 'temp.total')), says_no: iml(finds(NO)), says_yes: iml(finds(YES)) }),
    keep({
      is_lower_bound: iml('temp.is_doubtful || temp.is_unread || temp.says_error || temp.says_part || (temp.is_unpriced && !temp.says_whole) || ifempty(temp.bound, 0) > ifempty(temp.credits, 0)'),
      lasts: iml(choose('length(temp.balances) > 0', 'ifempty(temp.credits_left, 0) >= ifempty(temp.credits, 0)', choose('temp.says_yes', 'true', 'undefined'))),
    }),
    keep({ is_covered: iml(choose('temp.says_no', 'false', 'temp.lasts')) }),
  ];
}
