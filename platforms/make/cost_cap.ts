import { assertAffordable, assertCertain, type UncertainCost } from '../../core/runs/cost_cap.js';
import type { Estimate } from '../../core/model/workflow.js';
import { check } from './check.js';
import { complaint } from './errors/core_words.js';
import { blend } from './errors/edits.js';
import { NOTHING_STARTED } from './errors/notes.js';
import { RUN_NAMES } from './fields/run_fields.js';
import type { Request } from './format/component.js';
import { iml, literal, textOr, type Expression } from './iml/expression.js';
import { ESTIMATE_TEMP, readEstimate } from './reading/estimate.js';
import { requestTo } from './request.js';

const CAP = `ifempty(parameters.${RUN_NAMES.maxCredits}, -1)`;
const IS_CAPPED = `${CAP} >= 0`;

const [COST_MARK, CAP_MARK] = ['70,002', '70,001'];
const estimate: Estimate = { credits: 70_002, isComplete: true, available: null, isCovered: null, nodes: [] };
const sentence = (isComplete: boolean) => complaint(() => assertAffordable({ ...estimate, isComplete }, 70_001));

/** The core's sentence, with the two numbers as they are. */
const TOO_EXPENSIVE = blend(sentence(true), [{ when: 'temp.is_lower_bound', text: sentence(false), blanks: {} }])
  .replace(COST_MARK, iml('temp.credits'))
  .replace(CAP_MARK, iml(CAP));

const NOT_COVERED = complaint(() => assertAffordable({ ...estimate, available: 70_001, isCovered: false }, 80_000))
  .replace(COST_MARK, iml('temp.credits'))
  .replace(CAP_MARK, iml("ifempty(temp.credits_left, 'fewer')"));

const IS_CERTAIN = `${IS_CAPPED} && ${textOr(`parameters.${RUN_NAMES.uncertainCost}`, literal('stop' satisfies UncertainCost))} != ${literal('start' satisfies UncertainCost)}`;
const LABELS_MARK = 'THE-LABELS';
const NOT_ESTIMATED = complaint(() => assertCertain([LABELS_MARK])).replace(LABELS_MARK, `your own values for ${iml('temp.unestimated')}`);
const IN_PART = complaint(() => assertCertain([], { ...estimate, isComplete: false })).replace(COST_MARK, iml('temp.credits'));

/**
 * Stops a run that would, or might, cost more than the person allows, before anything is started. Without a cap nothing is
 * asked. Stands behind `inputSteps`, which notes what is sent that the estimate does not know.
 */
export function costCap(id: Expression): Request[] {
  return [
    check(`!(${IS_CERTAIN}) || length(temp.unestimated) = 0`, NOT_ESTIMATED),
    { condition: iml(IS_CAPPED), ...requestTo('estimate', { id, body: {}, isBeforeStart: true, response: { temp: ESTIMATE_TEMP } }) },
    ...readEstimate(IS_CAPPED, NOTHING_STARTED),
    check(`!(${IS_CAPPED}) || ifempty(temp.credits, 0) <= ${CAP}`, TOO_EXPENSIVE),
    check(`!(${IS_CAPPED}) || ifempty(temp.is_covered, true)`, NOT_COVERED),
    check(`!(${IS_CERTAIN}) || !temp.is_lower_bound`, IN_PART),
  ];
}
