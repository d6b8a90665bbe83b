import { defineCreate, defineInputFields, type Bundle, type ZObject } from 'zapier-platform-core';
import { readExecuteOptions } from '../core/fields/execute_options.js';
import { FALLBACK_FIELD } from '../core/fields/fallback_field.js';
import { FIELD_GROUPS } from '../core/fields/field.js';
import { graphWithValues } from '../core/runs/workflow_graph.js';
import { readChosenWorkflowId } from '../core/fields/chosen_ids.js';
import { RUN_FIELDS } from '../core/outputs/run_output.js';
import { onlyPrompt } from '../core/fields/plain_picture.js';
import { EXECUTE_FIELDS, RUN_WORKFLOW_FIELD } from '../core/fields/execute_fields.js';
import { fieldKeyOf, nodeIdOf, readRunInputs, unestimatedInputs } from '../core/fields/workflow_inputs.js';
import { inputsOf, runSaved } from '../core/runs/saved_workflow.js';
import { REUSE_FIELD } from '../core/fields/reuse_field.js';
import { START_FIELDS } from '../core/fields/start_fields.js';
import type { WorkflowInput } from '../core/model/workflow.js';
import { withFallback } from '../platforms/zapier/fallback.js';
import { inputField, inputFieldGroups, outputFields } from '../platforms/zapier/fields.js';
import { imageLinkFor, imageMarkFor, type ImageField } from '../platforms/zapier/files.js';
import { priceNoteField } from '../platforms/zapier/price_note.js';
import { SAMPLE_OUTPUT } from '../platforms/zapier/output.js';
import { startFromStep, type Start } from '../platforms/zapier/start.js';
import { wireflowStep, type Wireflow } from '../platforms/zapier/step.js';
import { START_THROTTLE } from '../platforms/zapier/throttle.js';
import { toldApart, workflowInputFields } from '../platforms/zapier/workflow_inputs.js';

const inputFields = defineInputFields([
  { ...inputField(RUN_WORKFLOW_FIELD), dynamic: 'workflows.id.name', search: 'find_workflow.id', altersDynamicFields: true },
  priceNoteField('workflow'),
  workflowInputFields,
  ...[...START_FIELDS, REUSE_FIELD, FALLBACK_FIELD, ...EXECUTE_FIELDS].map(inputField),
]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async (wireflow) => {
    const workflowId = readChosenWorkflowId(bundle.inputData['workflow']);
    wireflow.client.requireKey();
    const run = { action: 'run_workflow', target: workflowId, workflow: async () => ({ id: workflowId, isCertain: true }) } as const;
    const picture = (values: Record<string, unknown>) => onlyPrompt(values, (key) => nodeIdOf(key) !== null);
    return withFallback(z, bundle, wireflow, { ...run, picture }, async () => startFromStep(z, bundle, wireflow, { ...run, ...(await startOf(z, bundle, wireflow, workflowId).catch(forbidden)) }));
  });

type Inputs = Pick<Start, 'start' | 'unestimated' | 'inputs' | 'obstacle'>;

/** A step that is run again to look finds its execution also where the workflow has been changed meanwhile. */
function forbidden(obstacle: unknown): Inputs {
  if (!(obstacle instanceof Error)) throw obstacle;
  const never = () => Promise.reject(obstacle);
  return { obstacle, unestimated: [], inputs: never, start: never };
}

async function startOf(z: ZObject, bundle: Bundle<Record<string, unknown>>, wireflow: Wireflow, workflowId: string): Promise<Inputs> {
  const { client } = wireflow;
  const { nodes, edges, targetNodeId } = readExecuteOptions(bundle.inputData);
  const target = targetNodeId === null ? {} : { targetNodeId };
  if (nodes !== null) return { inputs: async () => ({ nodes, edges, ...target }), unestimated: ['the nodes of this step'], start: (idempotencyKey) => client.execute(workflowId, { nodes, edges, ...target }, idempotencyKey) };

  const inputs = toldApart(await inputsOf(client, workflowId));
  const values = readRunInputs(inputs, bundle.inputData);
  // The step may be run again to look for the same run, and then sends nothing.
  client.knowInputs([...values.values()], inputs.map(({ nodeId }) => nodeId));
  const start: Start['start'] = async (idempotencyKey) => {
    // Copied to Wireflow only when a run is really started.
    const own = await eachImage(inputs, values, (field, link) => imageLinkFor(z, wireflow, field, link));
    if (targetNodeId === null) return runSaved(client, workflowId, own, idempotencyKey);
    // Only the execute call can end at a node, and it takes the graph whole.
    const graph = graphWithValues(await client.getWorkflow(workflowId), own);
    return client.execute(workflowId, { ...graph, ...target }, idempotencyKey);
  };
  const marked = async () => Object.fromEntries(await eachImage(inputs, values, (field, link) => imageMarkFor(z, wireflow, field, link)));
  return { inputs: async () => ({ values: await marked(), ...target }), unestimated: unestimatedInputs(inputs, values), start };
}

/** The values, with something else in place of each of the person's images. */
async function eachImage(inputs: readonly WorkflowInput[], values: ReadonlyMap<string, unknown>, replace: (field: ImageField, link: string) => Promise<string>): Promise<Map<string, unknown>> {
  const replaced = new Map(values);
  for (const { type, nodeId, label } of inputs.filter(({ nodeId: id }) => values.has(id))) {
    if (type === 'image') replaced.set(nodeId, await replace({ key: fieldKeyOf(nodeId), label }, String(values.get(nodeId))));
  }
  return replaced;
}

export default defineCreate({
  key: 'run_workflow',
  noun: 'Run',
  display: {
    label: 'Run Workflow',
    description: 'Runs one of your workflows with its own inputs and, if you like, waits for the images.',
  },
  operation: {
    inputFields,
    inputFieldGroups: inputFieldGroups(FIELD_GROUPS.filter(({ key }) => key !== 'custom_size')),
    throttle: START_THROTTLE,
    perform,
    sample: SAMPLE_OUTPUT,
    outputFields: outputFields(RUN_FIELDS),
  },
});
