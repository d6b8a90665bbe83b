import { createHash } from 'node:crypto';

/** The steps that start runs. Each keeps Only Once IDs of its own: one item may well go through both. */
export type StartAction = 'generate_image' | 'generate_images' | 'run_workflow';

/**
 * The key that makes starts of the same run recognisable, to us and to the service: the same Only Once ID for two targets is two
 * runs. Text counts as what it shows, in whichever of its Unicode forms it comes.
 *
 * @param target what is started; it can not be read back out of the key
 */
export function runKey(target: string, runId: string): string {
  return markOf(`${target}\n${runId.trim().normalize('NFC')}`);
}

/** A workflow, however it was addressed, as one kind of step starts it. */
export function targetOf(action: StartAction, workflowId: string): string {
  return `${action}\n${workflowId}`;
}

/** What stands for a text that is not to be kept as it is: a webhook id is a secret. */
export function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
