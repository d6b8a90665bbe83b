import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { KEY_EXPRESSION } from '../nodes/Wireflow/engine/key_expression.js';

export class WireflowBlackForestLabsApi implements ICredentialType {
  name = 'wireflowBlackForestLabsApi';

  displayName = 'Black Forest Labs API';

  icon = { light: 'file:../nodes/Wireflow/wireflow.svg', dark: 'file:../nodes/Wireflow/wireflow.dark.svg' } as const;

  documentationUrl = 'https://docs.bfl.ai/quick_start/create_account';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'Create a key in the dashboard of Black Forest Labs (dashboard.bfl.ai)',
    },
    {
      // For a Black Forest Labs on this machine; the editor does not show it.
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'hidden',
      default: 'https://api.bfl.ai/v1',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: {
      headers: {
        'x-key': `=${KEY_EXPRESSION}`,
      },
    },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl || "https://api.bfl.ai/v1" }}',
      url: '/credits',
    },
    rules: [
      {
        type: 'responseCode',
        properties: { value: 401, message: 'Black Forest Labs does not accept this API key. Copy it again.' },
      },
      {
        type: 'responseCode',
        properties: { value: 403, message: 'Black Forest Labs does not accept this API key. Copy it again.' },
      },
    ],
  };
}
