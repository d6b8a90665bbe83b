import { PAGINGS, type ListKind } from './account.js';
import { drawHistory, HOUR_MS, MINUTE_MS, START_MS, WORKFLOWS } from './history.js';
import type { Scenario } from './simulate.js';
import type { ZapPlan } from './simulated_zap.js';

const DAYS = 5;
const OFTEN = [MINUTE_MS, 3 * MINUTE_MS] as const;
const AT_RANDOM = [MINUTE_MS, 15 * MINUTE_MS] as const;
const SELDOM = [14 * MINUTE_MS, 15 * MINUTE_MS] as const;

/**
 * Zaps of one connection: with and without a filter, for every kind of event, turned on one after another.
 *
 * @param often how often the busiest of them polls
 */
function zaps(days: number, often: ZapPlan['everyMs'], turnedOnEarly: boolean): ZapPlan[] {
  const after = (share: number) => START_MS + share * (turnedOnEarly ? 0.02 : 1) * days * 24 * HOUR_MS;
  return [
    { name: 'all, often', workflowId: null, outcome: 'completed', perImage: false, onMs: after(0), everyMs: often },
    { name: 'all, seldom', workflowId: null, outcome: 'completed', perImage: false, onMs: after(0.17), everyMs: SELDOM },
    { name: 'one workflow', workflowId: WORKFLOWS[0], outcome: 'completed', perImage: false, onMs: after(0.02), everyMs: AT_RANDOM },
    { name: 'failures', workflowId: null, outcome: 'failed', perImage: false, onMs: after(0.25), everyMs: AT_RANDOM },
    { name: 'images', workflowId: WORKFLOWS[1], outcome: 'completed', perImage: true, onMs: after(0.36), everyMs: AT_RANDOM },
  ];
}

interface Kind extends ListKind {
  readonly name: string;
  readonly often: ZapPlan['everyMs'];
  /** What there are too few requests to read when a Zap is turned on is known no more once the memory is forgotten. */
  readonly turnedOnEarly?: boolean;
}

const PLAIN = { hints: true, order: 'newest', largestPage: 100, zoneMs: 0 } as const;

/** Reading long lists takes the proof's time, so the busiest Zap polls less often there. */
const KINDS: readonly Kind[] = [
  { ...PLAIN, name: 'account list, with images', often: AT_RANDOM, paths: 'account', outputs: true, paging: 'offset', skewMs: 4 * MINUTE_MS, requestsPerMinute: 60 },
  { ...PLAIN, name: 'account list, without images', often: OFTEN, paths: 'account', outputs: false, paging: 'cursor', skewMs: -4 * MINUTE_MS, requestsPerMinute: 60 },
  { ...PLAIN, name: 'list of each workflow, without images', often: AT_RANDOM, paths: 'workflow', outputs: false, paging: 'page', skewMs: 3 * MINUTE_MS, requestsPerMinute: 60 },
  { ...PLAIN, name: 'no list: remembered starts', often: OFTEN, paths: 'none', outputs: false, paging: 'cursor', skewMs: -3 * MINUTE_MS, requestsPerMinute: 60, turnedOnEarly: true },
  { ...PLAIN, name: 'bare list in pages of 30, with images, seven hours behind, 10 requests a minute', often: AT_RANDOM, paths: 'account', outputs: true, paging: 'page', hints: false, largestPage: 30, zoneMs: -7 * HOUR_MS, skewMs: MINUTE_MS, requestsPerMinute: 10, turnedOnEarly: true },
  { ...PLAIN, name: 'list by links, without images', often: AT_RANDOM, paths: 'account', outputs: false, paging: 'link_header', skewMs: -MINUTE_MS, requestsPerMinute: 60, turnedOnEarly: true },
  { ...PLAIN, name: 'list from old to new, by cursor, with images', often: AT_RANDOM, paths: 'account', outputs: true, paging: 'cursor', order: 'oldest', skewMs: MINUTE_MS, requestsPerMinute: 60 },
  // The Free plan's limit, in every way in which a list may name its next page.
  ...PAGINGS.map((paging): Kind => ({ ...PLAIN, name: `10 requests a minute, list by “${paging}”, with images`, often: AT_RANDOM, paths: 'account', outputs: true, paging, skewMs: MINUTE_MS, requestsPerMinute: 10, turnedOnEarly: true })),
];

/** @param executions how many runs each scenario has */
export function scenarios(executions: number, seed: number, days = DAYS): Scenario[] {
  return KINDS.map((kind, index) => ({
    name: kind.name,
    kind,
    zaps: zaps(days, kind.often, kind.turnedOnEarly ?? false),
    seed: seed + index,
    runs: drawHistory(executions, days, seed + 100 * index),
  }));
}
