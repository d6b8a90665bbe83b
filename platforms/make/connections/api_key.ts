import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { ENDPOINTS } from '../../../core/api/endpoints.js';
import { SANITIZED } from '../base.js';
import { errorTable } from '../errors/table.js';
import type { ConnectionDefinition } from '../format/component.js';
import { call, choose, iml } from '../iml/expression.js';
import { workflowList } from '../reading/workflows.js';
import { bearer } from '../request.js';

const { path, method } = ENDPOINTS.listWorkflows;
const COUNT = call('length', workflowList('body'));

/** An API key, tested by listing the workflows, which is free. The label tells accounts apart without the key. */
export const apiKey: ConnectionDefinition = {
  id: 'apiKey',
  label: 'Wireflow API key',
  communication: {
    // A connection inherits nothing from the base, so its address is whole.
    url: `${PUBLIC_BASE_URL}${path}`,
    method,
    headers: { accept: 'application/json', authorization: bearer('parameters.apiKey') },
    response: {
      error: errorTable('listWorkflows'),
      metadata: { type: 'text', value: iml(choose(`${COUNT} = 1`, "'1 workflow'", `${COUNT} + ' workflows'`)) },
    },
    log: { sanitize: SANITIZED },
  },
  params: [
    {
      name: 'apiKey',
      type: 'password',
      label: 'API key',
      required: true,
      editable: true,
      help: 'In Wireflow, open **Settings > API Keys** and create a key with the scopes `workflows:read`, `workflows:execute`, `executions:read` and `usage:read` ([how to](https://www.wireflow.ai/docs/api/authentication)).',
    },
  ],
};
