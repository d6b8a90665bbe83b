import type { Bundle, ZObject } from 'zapier-platform-core';
import { priceNote } from '../../core/account/price_note.js';
import { readChosenWorkflowId } from '../../core/fields/chosen_ids.js';
import { readWebhookAddress } from '../../core/fields/webhook_address.js';
import { isUnresolvedMapping } from '../../core/model/safe_id.js';
import { workflowOfAddress } from '../../core/runs/workflow_of_address.js';
import { wireflowStep, type Wireflow } from './step.js';
import { inTime } from './time_limit.js';

/** The form opens without the note rather than late. */
const LONGEST_MS = 3_000;

/**
 * A line in the form that says what the chosen workflow costs: one for the chosen one, since an estimate for each in the
 * dropdown would use up the account's requests of a minute. Whatever stands in its way, the form opens without it.
 *
 * @param field the key of the field in which the workflow is chosen
 */
export function priceNoteField(field: 'webhook' | 'workflow') {
  return async function priceNoteFields(z: ZObject, bundle: Bundle<Record<string, unknown>>) {
    const chosen = bundle.inputData[field];
    if (chosen === undefined || chosen === null || chosen === '' || isUnresolvedMapping(chosen)) return [];
    const note = await wireflowStep(z, bundle, async (wireflow) => inTime(LONGEST_MS, wireflow.signal, () => noteAbout(wireflow, field, chosen))).catch(() => null);
    return note === null ? [] : [{ key: 'price_note', type: 'copy' as const, helpText: note }];
  };
}

async function noteAbout({ client, memory, baseUrl }: Wireflow, field: 'webhook' | 'workflow', chosen: unknown): Promise<string | null> {
  if (!client.hasKey) return null;
  if (field === 'workflow') return priceNote(client, memory, readChosenWorkflowId(chosen));
  const { id, isCertain } = await workflowOfAddress(client, memory, readWebhookAddress(chosen, baseUrl));
  return isCertain ? priceNote(client, memory, id) : null;
}
