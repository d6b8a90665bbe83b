import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { KEY_EXPRESSION } from '../nodes/Wireflow/engine/key_expression.js';

export class WireflowDeepInfraApi implements ICredentialType {
  name = 'wireflowDeepInfraApi';

  displayName = 'DeepInfra API';

  icon = { light: 'file:../nodes/Wireflow/wireflow.svg', dark: 'file:../nodes/Wireflow/wireflow.dark.svg' } as const;

  documentationUrl = 'https://deepinfra.com/docs/inference';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'Create a key in the dashboard of DeepInfra (deepinfra.com/dash/api_keys)',
    },
    {
      // For a DeepInfra on this machine; the editor does not show it.
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'hidden',
      default: 'https://api.deepinfra.com/v1',
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
      baseURL: '={{ $credentials.baseUrl || "https://api.deepinfra.com/v1" }}',
      url: '/me/rate_limit',
    },
    rules: [
      {
        type: 'responseCode',
        properties: { value: 401, message: 'DeepInfra does not accept this API key. Copy it again.' },
      },
      {
        type: 'responseCode',
        properties: { value: 403, message: 'DeepInfra does not accept this API key. Copy it again.' },
      },
    ],
  };
}
