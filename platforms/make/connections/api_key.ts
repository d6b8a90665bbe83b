import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { ENDPOINTS } from '../../../core/api/endpoints.js';
import { SANITIZED } from '../base.js';
import { errorNotes, quotingOf } from '../errors/notes.js';
import { errorTable, notMoved } from '../errors/table.js';
import { inConnectionWords } from '../errors/connection_words.js';
import type { ConnectionDefinition } from '../format/component.js';
import { call, iml, literal } from '../iml/expression.js';
import { bareKey, keyPattern } from '../reading/secrets.js';
import { bearer } from '../request.js';

const { path, method } = ENDPOINTS.listWorkflows;
/** The same for the same key, and no part of it: enough to tell two connections apart. */
const FINGERPRINT = call('substring', call('sha256', bareKey('parameters.apiKey')), '0', '6');

/** An API key, tested by listing the workflows, which is free. The label tells keys apart without showing them. */
export const apiKey: ConnectionDefinition = {
  id: 'apiKey',
  label: 'Wireflow API key',
  communication: inConnectionWords({
    // A connection inherits nothing from the base, so its address is whole.
    temp: { ...quotingOf('listWorkflows'), key: keyPattern('parameters.apiKey') },
    url: `${PUBLIC_BASE_URL}${path}`,
    method,
    followRedirects: false,
    headers: { accept: 'application/json', authorization: bearer('parameters.apiKey') },
    response: {
      // Of a reply that points elsewhere nothing is known of the key.
      valid: notMoved('listWorkflows'),
      temp: errorNotes('listWorkflows'),
      error: errorTable('listWorkflows'),
      metadata: { type: 'text', value: iml(`${literal('key ')} + ${FINGERPRINT}`) },
    },
    log: { sanitize: SANITIZED },
  }),
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
