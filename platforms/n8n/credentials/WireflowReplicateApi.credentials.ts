import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { KEY_EXPRESSION } from '../nodes/Wireflow/engine/key_expression.js';

export class WireflowReplicateApi implements ICredentialType {
  name = 'wireflowReplicateApi';

  displayName = 'Replicate API';

  icon = { light: 'file:../nodes/Wireflow/wireflow.svg', dark: 'file:../nodes/Wireflow/wireflow.dark.svg' } as const;

  documentationUrl = 'https://replicate.com/docs/reference/http#authentication';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'Create a token in the account settings of Replicate (replicate.com/account/api-tokens)',
    },
    {
      // For a Replicate on this machine; the editor does not show it.
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'hidden',
      default: 'https://api.replicate.com/v1',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: {
      headers: {
        Authorization: `=Bearer ${KEY_EXPRESSION}`,
      },
    },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl || "https://api.replicate.com/v1" }}',
      url: '/account',
    },
    rules: [
      {
        type: 'responseCode',
        properties: { value: 401, message: 'Replicate does not accept this API key. Copy it again.' },
      },
      {
        type: 'responseCode',
        properties: { value: 403, message: 'Replicate does not accept this API key. Copy it again.' },
      },
    ],
  };
}
