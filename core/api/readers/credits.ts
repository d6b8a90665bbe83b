import { first, isObject, objectsIn, text, type JsonObject } from '../../json.js';
import { amountIn, sumOf } from '../../model/amounts.js';
import type { Estimate } from '../../model/workflow.js';
import { yesOrNo } from '../../model/yes_or_no.js';
import { layersOf } from './envelope.js';
import { reasonIn } from './reason.js';
import { unreadable, type Reply } from './reply.js';

/** Names that can only mean what is left. */
const LEFT = ['availableCredits', 'creditsAvailable', 'remainingCredits', 'creditsRemaining', 'creditsLeft', 'creditBalance', 'creditsBalance', 'balance'];
/** Names that mean what is left where they stand inside `credits` or `balance`. */
const LEFT_INSIDE = ['available', 'remaining', 'left', 'balance', 'current'];
/** Objects about credits, and those in which they may stand. */
const ABOUT_CREDITS = ['credits', 'credit', 'balance', 'creditBalance'];
const ACCOUNTS = ['usage', 'account', 'user', 'team', 'organization', 'billing', 'subscription', 'plan'];
/** Beside a number of these, plain `credits` may be the allowance, or what was used. */
const OTHER_SUMS = /used|usage|spent|consumed|total|limit|quota|allowance|granted|included|monthly/i;

/** For platforms that can only look for one name after the other. */
export const BALANCE_KEYS = [...LEFT, 'credits'];

/** As `factsIn` spells it. */
const TOTAL = 'estimatedcredits';
const ESTIMATE_WRAPPERS = ['data', 'result', 'estimate'];
/** Bounds above the estimate that may stand beside it. */
const UPPER_BOUND = /^(estimated)?(max|maximum)(imum)?(estimated)?credits$|^estimatedcreditsmax(imum)?$|^(upperbound|upperlimit)(credits)?$/;
const UNCERTAIN = new Set(['unknowniterations', 'fanoutuncertainty', 'islowerbound', 'lowerbound', 'ispartial', 'partial']);
const COMPLETE = new Set(['estimatecomplete', 'iscomplete', 'complete']);
const MAX_DEPTH = 5;

/**
 * Reads what a run would cost. Where a reply says two things, the dearer one counts, and the estimate is whole only if
 * nothing in it speaks against that (docs/service.md, "Credits").
 *
 * @throws WireflowError `unreadable` when the reply holds no number of credits, or one that no run can cost
 */
export function readEstimate(reply: Reply): Estimate {
  const layers = layersOf(reply.body, ESTIMATE_WRAPPERS);
  const totals = layers.map((layer) => byName([layer], ['estimatedCredits'])).filter((total) => total !== null);
  const nodes = layers.flatMap((layer) => rowsOf(layer['breakdown']));
  const prices = nodes.map((node) => amountIn(node['credits']));
  if (totals.length === 0 || [...totals, ...prices].some((credits) => (credits ?? 0) < 0)) throw unreadable(reply, 'an estimate');
  const credits = Math.max(...totals, sumOf(prices.map((price) => price ?? 0)));
  const available = byName(layers, ['availableCredits']);
  const sufficient = layers.map((layer) => yesOrNo(layer['sufficient'])).find((value) => value !== null) ?? null;
  return {
    credits,
    isComplete: isComplete(layers, credits, prices),
    available,
    isCovered: sufficient === false ? false : available === null ? sufficient : available >= credits,
    nodes: nodes.map((node) => ({
      label: first([node], ['nodeLabel', 'label', 'nodeId'], text) ?? 'Node',
      model: text(node['model']),
      credits: amountIn(node['credits']) ?? 0,
    })),
  };
}

/** A list of nodes, or a record by node id; either may stand under a name of its own. */
function rowsOf(breakdown: unknown): JsonObject[] {
  if (!isObject(breakdown)) return objectsIn(breakdown);
  const list = ['nodes', 'items'].map((key) => breakdown[key]).find((value) => typeof value === 'object' && value !== null);
  return list === undefined ? Object.values(breakdown).filter(isObject) : rowsOf(list);
}

/** Whether the estimate is the whole cost, as far as anything in the reply says. */
function isComplete(layers: readonly JsonObject[], credits: number, prices: readonly (number | null)[]): boolean {
  const facts = layers.slice(0, 1).flatMap((body) => factsIn(body));
  const said = facts.filter(([name]) => COMPLETE.has(name)).map(([, value]) => value === true || value === 'true');
  const isDoubtful = facts.some(([name, value]) => (UNCERTAIN.has(name) && !isNone(value)) || (isTotal(name) && mayExceed(value, credits)) || (name === 'error' && (yesOrNo(value) === true || reasonIn(value) !== null)));
  // A node without a price is free only where the whole is said to be known.
  return !isDoubtful && !said.includes(false) && (said.length > 0 || prices.every((price) => price !== null));
}

function isTotal(name: string): boolean {
  return name === TOTAL || UPPER_BOUND.test(name);
}

/** What can not be read, such as "1,000", may be any sum. */
function mayExceed(value: unknown, credits: number): boolean {
  return !isNone(value) && (amountIn(value) ?? Infinity) > credits;
}

/** Every name in the reply with what stands under it, however deep: `unknown_iterations` is `unknowniterations`. */
function factsIn(value: unknown, depth = 0): [name: string, value: unknown][] {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.entries(value).flatMap(([key, inner]): [string, unknown][] => (inner === undefined ? [] : [[plain(key), inner]]));
  return [...own, ...Object.values(value).flatMap((inner) => factsIn(inner, depth + 1))];
}

function isNone(value: unknown): boolean {
  return value === null || value === '' || value === 0 || /^none$/i.test(String(value)) || yesOrNo(value) === false;
}

/**
 * Reads the credits left; a debt is a balance too. The reply's shape is shown nowhere (docs/service.md, "Credits"), so the
 * number is taken by a name that can mean nothing else, among what was used, what there was, and what is left.
 *
 * @throws WireflowError `unreadable` when no number has such a name
 */
export function readBalance(reply: Reply): number {
  const layers = layersOf(reply.body);
  const places = [...layers, ...within(layers, ACCOUNTS)].map(withoutMoney);
  const balance = byName(places, LEFT) ?? byName(within(places, ABOUT_CREDITS).map(withoutMoney), LEFT_INSIDE) ?? bareCredits(places);
  if (balance === null) throw unreadable(reply, 'a credit balance');
  return balance;
}

/** An amount beside a currency is money, and no credits. */
function withoutMoney(object: JsonObject): JsonObject {
  const currency = text(object['currency']);
  return currency === null || /credit/i.test(currency) ? object : Object.fromEntries(Object.entries(object).filter(([key]) => !LEFT_INSIDE.includes(plain(key))));
}

function within(objects: readonly JsonObject[], keys: readonly string[]): JsonObject[] {
  return objects.flatMap((object) => keys.map((key) => object[key]).filter(isObject));
}

function byName(objects: readonly JsonObject[], names: readonly string[]): number | null {
  return names.map((name) => objects.flatMap((object) => Object.entries(object).filter(([key]) => plain(key) === plain(name)).map(([, value]) => amountIn(value)))).flat().find((value) => value !== null) ?? null;
}

function bareCredits(objects: readonly JsonObject[]): number | null {
  const alone = objects.filter((object) => !Object.entries(object).some(([key, value]) => OTHER_SUMS.test(key) && !isObject(value)));
  return byName(alone, ['credits']);
}

/** `available_credits` and `availableCredits` are one name. */
function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}
