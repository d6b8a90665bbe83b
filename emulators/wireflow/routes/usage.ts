import { jsonObject } from '../http/call.js';
import type { Call } from '../http/call.js';
import type { Reply } from '../http/reply.js';
import { imageCount, imageModel } from '../graph/nodes.js';
import { workflowById } from '../service/find.js';

/**
 * `POST /workflows/{id}/estimate` (wireflow-skill, references/api.md).
 * Guess: `inputs` in the body are read as run reads them, and do not change the price.
 */
export function estimate(call: Call): Reply {
  const workflow = workflowById(call.state, call.id);
  jsonObject(call);
  const breakdown = workflow.nodes.flatMap((node) => {
    const model = imageModel(node);
    if (!model) return [];
    const iterations = imageCount(node);
    return [
      {
        nodeId: node.id,
        nodeLabel: node.data.label,
        model: node.data.nodeType.replace(/^\w+:/, ''),
        credits: model.creditsPerImage * iterations,
        unitCredits: model.creditsPerImage,
        iterations,
        unknownIterations: workflow.estimateIsLowerBound,
        // Guess: the word for a fan-out that is not known, and the words of the warning below.
        fanOutUncertainty: workflow.estimateIsLowerBound ? 'unknown' : 'none',
      },
    ];
  });
  const estimatedCredits = breakdown.reduce((sum, line) => sum + line.credits, 0);
  const availableCredits = call.state.credits.available();
  const data = {
    workflowId: workflow.id,
    estimatedCredits,
    estimatedProviderCostUsd: Math.round(estimatedCredits * 0.74) / 100,
    availableCredits,
    creditSource: 'user:local',
    sufficient: availableCredits >= estimatedCredits,
    estimateComplete: !workflow.estimateIsLowerBound,
    breakdown,
    warnings: workflow.estimateIsLowerBound ? ['Some nodes may run more often than shown.'] : [],
  };
  return { status: 200, body: { data } };
}

/** `GET /developer/usage`. Guess: the whole body; only the path is published. */
export function usage({ state }: Call): Reply {
  const [availableCredits, usedCredits] = [state.credits.available(), state.credits.used()];
  const body = { plan: state.settings.plan, availableCredits, usedCredits, executions: state.executions.all.length };
  return { status: 200, body: state.shapes.lists === 'data' ? { data: body } : body };
}
