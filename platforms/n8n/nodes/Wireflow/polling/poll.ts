import { NodeOperationError, type IDataObject, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { creditBalance } from '../../../../../core/account/balance.js';
import { LIMIT_FIELD, lowBalance } from '../../../../../core/account/low_balance.js';
import { readWorkflowId } from '../../../../../core/fields/chosen_ids.js';
import { readNumberField } from '../../../../../core/fields/number_field.js';
import { yesOrNo } from '../../../../../core/model/yes_or_no.js';
import { isObject } from '../../../../../core/json.js';
import type { LockingMemory } from '../../../../../core/memory.js';
import type { Execution } from '../../../../../core/model/execution.js';
import { executionOutput } from '../../../../../core/outputs/execution_output.js';
import { imageOutputs } from '../../../../../core/outputs/image_output.js';
import { endedExecutions } from '../../../../../core/watching/ended_executions.js';
import { nodeErrorFor } from '../engine/errors.js';
import { binaryFields, downloadImages } from '../engine/images.js';
import { executionItem, inN8nKeys } from '../engine/output.js';
import { FiredIds } from '../engine/fired_ids.js';
import { forgetOtherAccount, rememberWitness } from '../engine/other_account.js';
import { staticMemory } from '../engine/static_memory.js';
import { openWireflow, type Wireflow } from '../engine/step.js';
import { registration } from './registrations.js';

type Event = 'executionCompleted' | 'executionFailed' | 'newImage' | 'lowBalance';

/** One thing that the trigger fires for, by an id that stays the same from poll to poll. */
interface Happening {
  readonly id: string;
  toItem(): Promise<INodeExecutionData>;
}

/** Looks for what has happened since the last poll. */
export async function poll(host: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  // Two nodes of an old workflow may have one id (n8n#36340); each has a name of its own.
  const { id, name } = host.getNode();
  const own = host.getMode() === 'manual' ? null : registration(`${host.getWorkflow().id}:${id}:${name}`, host.getWorkflowStaticData('node'));
  if (own?.isSuperseded()) return null;
  try {
    const happenings = await freshHappenings(host);
    if (own?.isSuperseded()) return null;
    if (happenings.length === 0) {
      if (host.getMode() !== 'manual') return null;
      throw new NodeOperationError(host.getNode(), 'There is nothing to show yet', {
        description: 'The trigger fires for what happens after it has been switched on. Run a workflow in Wireflow, then fetch a test event again.',
      });
    }
    return [await Promise.all(happenings.map((each) => each.toItem()))];
  } catch (error) {
    throw nodeErrorFor(host.getNode(), error);
  }
}

async function freshHappenings(host: IPollFunctions): Promise<Happening[]> {
  const event = host.getNodeParameter('event', 'executionCompleted') as Event;
  const data = host.getWorkflowStaticData('node');
  const wireflow = await openWireflow(host);
  wireflow.client.requireKey();
  const isManual = host.getMode() === 'manual';
  if (!isManual) await forgetOtherAccount(data, wireflow.client);
  // A test must not use up what the live trigger has not fired for.
  const memory = staticMemory(isManual ? {} : data, () => wireflow.client.now());
  if (event === 'lowBalance') {
    const happenings = await lowBalances(host, wireflow, memory);
    return isManual ? happenings : new FiredIds(data, event).fresh(happenings, wireflow.client.now());
  }
  const given: unknown = host.getNodeParameter('workflow', null);
  const workflowId = readWorkflowId(isObject(given) ? given['value'] : given);
  const seen = isManual ? null : new FiredIds(data, `${event}:${workflowId ?? 'all'}`);
  const purpose = seen === null ? 'sample' : seen.isFirst ? 'known' : 'new';
  const executions = await endedExecutions(wireflow.client, memory, {
    workflowId,
    purpose,
    outcome: event === 'executionFailed' ? 'failed' : 'completed',
    tellsImagesApart: event === 'newImage',
    onWay: (sentence) => host.logger.debug(sentence),
  });
  const happenings = event === 'newImage' ? executions.flatMap((each) => imagesOfExecution(host, wireflow, each)) : executions.map((each) => ended(host, wireflow, each));
  if (seen === null) return happenings;
  rememberWitness(data, executions);
  const fresh = seen.fresh(happenings, wireflow.client.now());
  // The oldest first: the order in which things happened.
  return purpose === 'known' ? [] : fresh.reverse();
}

function ended(host: IPollFunctions, { baseUrl }: Wireflow, execution: Execution): Happening {
  return {
    id: execution.id,
    toItem: async () => {
      const { files, note } = await filesOf(host, execution, baseUrl);
      const { names, binary } = binaryFields(files, 'data');
      const told = note === null ? execution : { ...execution, message: note };
      return { json: executionItem(told, yesOrNo(host.getNodeParameter('simplify', true)) !== false, names), ...(names.size === 0 ? {} : { binary }) };
    },
  };
}

function imagesOfExecution(host: IPollFunctions, { baseUrl }: Wireflow, execution: Execution): Happening[] {
  const downloads = lazily(() => filesOf(host, execution, baseUrl));
  return imageOutputs(executionOutput(execution, () => null)).map((image) => ({
    id: image.id,
    toItem: async () => {
      const file = (await downloads()).files.get(image.url);
      const json = inN8nKeys({ ...image, file: file === undefined ? null : 'data' }) as IDataObject;
      return { json, ...(file === undefined ? {} : { binary: { data: file } }) };
    },
  }));
}

async function lowBalances(host: IPollFunctions, { client }: Wireflow, memory: LockingMemory): Promise<Happening[]> {
  const limit = readNumberField(LIMIT_FIELD, { [LIMIT_FIELD.key]: host.getNodeParameter('limit', null) });
  const low = await lowBalance(memory, await creditBalance(client), limit, client.now());
  return low === null ? [] : [{ id: low.id, toItem: async () => ({ json: inN8nKeys(low) as IDataObject }) }];
}

async function filesOf(host: IPollFunctions, execution: Execution, baseUrl: string) {
  return yesOrNo(host.getNodeParameter('download', true)) === false ? { files: new Map(), note: null } : downloadImages(host, execution, baseUrl);
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
