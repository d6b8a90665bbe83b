import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { ENDPOINTS } from '../../../core/api/endpoints.js';
import { errorNotes, quotingOf } from '../errors/notes.js';
import { errorTable } from '../errors/table.js';
import { SANITIZED } from '../base.js';
import { inConnectionWords } from '../errors/connection_words.js';
import type { ConnectionDefinition } from '../format/component.js';
import { choose, firstOf, iml, literal } from '../iml/expression.js';
import { withoutSecret } from '../reading/secrets.js';
import { isWebhookId, webhookId, webhookPattern } from '../reading/webhook.js';

const { path, method } = ENDPOINTS.triggerInfo;
/** No webhook has this name, so that what is none is refused as one that nobody knows. */
const ID = choose(isWebhookId('temp.id'), 'temp.id', literal('no-webhook'));
const NAME = firstOf(['body.name', 'body.workflowName', 'body.workflow.name', 'body.data.name', 'body.data.workflowName', "'one workflow'"]);

/**
 * The webhook of one workflow. Whoever has it can spend its owner's credits, so it is kept as a key is: in a connection,
 * where no blueprint of a scenario shows it. Tested by asking whose webhook it is, which is free.
 */
export const webhook: ConnectionDefinition = {
  id: 'webhook',
  label: 'Wireflow webhook',
  communication: inConnectionWords({
    // Its signs are those of addresses and of patterns: no other spelling is possible but Base64, in which nobody writes an ID.
    temp: { ...quotingOf('triggerInfo'), id: iml(webhookId('parameters.webhook')), key: webhookPattern('parameters.webhook') },
    url: `${PUBLIC_BASE_URL}${path.replace('{id}', iml(ID))}`,
    method,
    headers: { accept: 'application/json' },
    response: { temp: errorNotes('triggerInfo'), error: errorTable('triggerInfo'), metadata: { type: 'text', value: iml(withoutSecret(NAME)) } },
    log: { sanitize: SANITIZED },
  }),
  params: [
    {
      name: 'webhook',
      type: 'password',
      label: 'Webhook URL',
      required: true,
      editable: true,
      help: 'In the Wireflow editor, open the workflow’s **Settings > Webhook** and copy the URL. Whoever has it can spend your credits, so it is kept like a password.',
    },
  ],
};
