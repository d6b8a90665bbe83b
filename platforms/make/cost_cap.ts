import { assertAffordable } from '../../core/runs/cost_cap.js';
import type { Estimate } from '../../core/model/workflow.js';
import { check } from './check.js';
import { complaint } from './errors/core_words.js';
import { blend } from './errors/edits.js';
import { RUN_NAMES } from './fields/run_fields.js';
import type { Request } from './format/component.js';
import { iml, type Expression } from './iml/expression.js';
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
  .replace(CAP_MARK, iml("ifempty(temp.available, 'fewer')"));

/** Stops a run that would cost more than the person allows, before anything is started. Without a cap nothing is asked. */
export function costCap(id: Expression): Request[] {
  return [
    { condition: iml(IS_CAPPED), ...requestTo('estimate', { id, body: {}, isBeforeStart: true, response: { temp: ESTIMATE_TEMP } }) },
    ...readEstimate(IS_CAPPED),
    check(`!(${IS_CAPPED}) || ifempty(temp.credits, 0) <= ${CAP}`, TOO_EXPENSIVE),
    check(`!(${IS_CAPPED}) || ifempty(temp.is_covered, true)`, NOT_COVERED),
  ];
}
