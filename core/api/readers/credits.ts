import { first, isObject, number, objectsIn, text, type JsonObject } from '../../json.js';
import type { Estimate } from '../../model/workflow.js';
import { layersOf } from './envelope.js';
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

/** @throws WireflowError `unreadable` when the reply holds no number of credits, or one that no run can cost */
export function readEstimate(reply: Reply): Estimate {
  const layers = layersOf(reply.body);
  const credits = first(layers, ['estimatedCredits'], number);
  const nodes = layers.flatMap((layer) => objectsIn(layer['breakdown']));
  if (credits === null || credits < 0 || nodes.some((node) => (number(node['credits']) ?? 0) < 0)) throw unreadable(reply, 'an estimate');
  const available = first(layers, ['availableCredits'], number);
  const sufficient = layers.map((layer) => layer['sufficient']).find((value) => typeof value === 'boolean');
  return {
    credits,
    isComplete: isComplete(layers, nodes),
    available,
    isCovered: sufficient === false ? false : available === null ? (sufficient ?? null) : available >= credits,
    nodes: nodes.map((node) => ({
      label: first([node], ['nodeLabel', 'label', 'nodeId'], text) ?? 'Node',
      model: text(node['model']),
      credits: number(node['credits']) ?? 0,
    })),
  };
}

/** Whether the estimate is the whole cost: as far as it says, of itself and of each node. */
function isComplete(layers: readonly JsonObject[], nodes: readonly JsonObject[]): boolean {
  const said = layers.map((layer) => layer['estimateComplete']).find((value) => value !== undefined);
  if (said !== undefined && said !== true && said !== 'true') return false;
  return nodes.every((node) => node['unknownIterations'] !== true && ['none', undefined, null].includes(node['fanOutUncertainty'] as undefined));
}

/**
 * Reads the credits left; a debt is a balance too. The reply's shape is shown nowhere (docs/service.md, "Credits"), so the
 * number is taken by a name that can mean nothing else, among what was used, what there was, and what is left.
 *
 * @throws WireflowError `unreadable` when no number has such a name
 */
export function readBalance(reply: Reply): number {
  const layers = layersOf(reply.body);
  const places = [...layers, ...within(layers, ACCOUNTS)];
  const balance = byName(places, LEFT) ?? byName(within(places, ABOUT_CREDITS), LEFT_INSIDE) ?? bareCredits(places);
  if (balance === null) throw unreadable(reply, 'a credit balance');
  return balance;
}

function within(objects: readonly JsonObject[], keys: readonly string[]): JsonObject[] {
  return objects.flatMap((object) => keys.map((key) => object[key]).filter(isObject));
}

function byName(objects: readonly JsonObject[], names: readonly string[]): number | null {
  return names.map((name) => objects.flatMap((object) => Object.entries(object).filter(([key]) => plain(key) === plain(name)).map(([, value]) => number(value)))).flat().find((value) => value !== null) ?? null;
}

function bareCredits(objects: readonly JsonObject[]): number | null {
  const alone = objects.filter((object) => !Object.entries(object).some(([key, value]) => OTHER_SUMS.test(key) && !isObject(value)));
  return byName(alone, ['credits']);
}

/** `available_credits` and `availableCredits` are one name. */
function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}
