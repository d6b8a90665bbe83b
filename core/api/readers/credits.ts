import { first, number, objectsIn, text } from '../../json.js';
import type { Estimate } from '../../model/workflow.js';
import { layersOf } from './envelope.js';
import { unreadable, type Reply } from './reply.js';

export const BALANCE_KEYS = ['availableCredits', 'credits', 'balance', 'remainingCredits', 'creditBalance'];

/** @throws WireflowError `unreadable` when the reply holds no number of credits */
export function readEstimate(reply: Reply): Estimate {
  const layers = layersOf(reply.body);
  const credits = first(layers, ['estimatedCredits'], number);
  if (credits === null) throw unreadable(reply, 'an estimate');
  const available = first(layers, ['availableCredits'], number);
  const sufficient = layers.map((layer) => layer['sufficient']).find((value) => typeof value === 'boolean');
  return {
    credits,
    isComplete: !layers.some((layer) => layer['estimateComplete'] === false),
    available,
    isCovered: sufficient ?? (available === null ? null : available >= credits),
    nodes: layers
      .flatMap((layer) => objectsIn(layer['breakdown']))
      .map((node) => ({
        label: first([node], ['nodeLabel', 'label', 'nodeId'], text) ?? 'Node',
        model: text(node['model']),
        credits: number(node['credits']) ?? 0,
      })),
  };
}

/**
 * Reads the credits left. The reply's shape is shown nowhere (docs/service.md, "Credits"), so the first number under
 * one of the likely names counts.
 *
 * @throws WireflowError `unreadable` when there is none
 */
export function readBalance(reply: Reply): number {
  const balance = first(layersOf(reply.body), BALANCE_KEYS, number);
  if (balance === null) throw unreadable(reply, 'a credit balance');
  return balance;
}
