import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { ENDPOINTS } from '../../../core/api/endpoints.js';
import { ERROR_NOTES } from '../errors/notes.js';
import { errorTable } from '../errors/table.js';
import { SANITIZED } from '../base.js';
import type { ConnectionDefinition } from '../format/component.js';
import { choose, firstOf, iml, literal } from '../iml/expression.js';
import { secretPattern } from '../reading/secrets.js';
import { webhookForm } from '../reading/webhook.js';

const { path, method } = ENDPOINTS.triggerInfo;
const form = webhookForm('parameters.webhook');
/** No webhook has this name, so that what is none is refused as one that nobody knows. */
const ID = choose(form.isGood, form.id, literal('no-webhook'));
const NAME = firstOf(['body.name', 'body.workflowName', 'body.workflow.name', 'body.data.name', 'body.data.workflowName', "'one workflow'"]);

/**
 * The webhook of one workflow. Whoever has it can spend its owner's credits, so it is kept as a key is: in a connection,
 * where no blueprint of a scenario shows it. Tested by asking whose webhook it is, which is free.
 */
export const webhook: ConnectionDefinition = {
  id: 'webhook',
  label: 'Wireflow webhook',
  communication: {
    temp: { secret: iml(secretPattern(ID)) },
    url: `${PUBLIC_BASE_URL}${path.replace('{id}', iml(ID))}`,
    method,
    headers: { accept: 'application/json' },
    response: { temp: ERROR_NOTES, error: errorTable('triggerInfo'), metadata: { type: 'text', value: iml(NAME) } },
    log: { sanitize: SANITIZED },
  },
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
