import { WireflowError } from '../../core/model/errors.js';
import { ownerOfImages } from '../../core/runs/flux/flux_plan.js';
import { earlierStart } from '../../core/runs/flux/way_out.js';
import { ownerOf } from '../../core/runs/owner.js';
import { earlierRun, isClaimed } from '../../core/runs/run_id_claim.js';
import { runKey, type StartAction } from '../../core/runs/run_key.js';
import { workflowOfAddress } from '../../core/runs/workflow_of_address.js';
import { valueOf, type Values } from '../cli/definition/command.js';
import type { Host } from '../cli/host.js';
import { providersOf } from '../cli/runs/purchase.js';
import type { Session } from '../cli/runs/session.js';
import { readAddress, readTarget } from '../cli/runs/start_values.js';
import { readTier } from '../cli/runs/tier_values.js';
import { attemptOf, type DerivedRunId } from './run_id.js';

/**
 * A webhook's starts and a provider's images can't be recognised, and a fresh machine remembers none: a re-run would buy the
 * image again. So it stops, and says how to go on.
 *
 * @throws WireflowError `start_unknown`
 */
export async function assertNotRepeated(host: Host, session: Session, values: Values, runId: DerivedRunId, action: StartAction): Promise<void> {
  const attempt = attemptOf(host.env);
  if (!runId.isDerived || attempt === 1) return;
  if (await isKnown(host, session, values, runId.id, action)) return;
  const [what, way] = values['provider'] !== undefined || values['fallback'] !== undefined ? PROVIDER : WEBHOOK;
  throw new WireflowError({ kind: 'start_unknown', problem: `This is attempt ${attempt} of the workflow run, and an earlier one may have started this image: ${what} can not be recognised.`, nextStep: way });
}

const WEBHOOK = ['a start through a webhook', 'Use the inputs workflow and api-key, with which Wireflow can recognise a re-run; or set run-id to something new to buy it again.'] as const;
const PROVIDER = ['an image from another provider', 'Take the image of the earlier attempt; or set run-id to something new to buy it again.'] as const;

/** Whether this machine remembers what an earlier attempt has started. */
async function isKnown(host: Host, session: Session, values: Values, runId: string, action: StartAction): Promise<boolean> {
  const { client, memory, clock } = session;
  if (values['provider'] !== undefined) return isClaimed(await earlierRun(memory, runKey(`flux\n${readTier(valueOf(values, 'tier') ?? 'final')}`, runId), ownerOfImages(providersOf(host, Infinity), null), clock.now()));
  const named = { webhook: valueOf(values, 'webhook'), workflow: valueOf(values, 'workflow') };
  const address = await readAddress(host, session, named);
  const workflow = async () => workflowOfAddress(client, memory, await readTarget(host, session, named));
  return (await earlierStart(memory, clock, { action, address, owner: ownerOf(client, action), workflow, runId })).before !== null;
}
