import { iml, firstOf, paths, type Expression } from '../iml/expression.js';

const LAYERS = ['body', 'body.data'];

export const ESTIMATED: Expression = firstOf(paths(LAYERS, ['estimatedCredits']));

/** What is kept of an estimate (core: readers/credits.ts). */
export const ESTIMATE_TEMP = {
  credits: iml(ESTIMATED),
  available: iml(firstOf(paths(LAYERS, ['availableCredits']))),
  sufficient: iml(`if(body.sufficient = true || body.data.sufficient = true, true, if(body.sufficient = false || body.data.sufficient = false, false, undefined))`),
  is_lower_bound: iml('body.estimateComplete = false || body.data.estimateComplete = false'),
  breakdown: iml(firstOf(paths(LAYERS, ['breakdown']))),
  reply: iml('body'),
} as const;

/** A number may be 0, which counts as false: so its presence is asked for as a text. */
export const HAS_ESTIMATE: Expression = 'ifempty(temp.credits, emptystring) != emptystring';
