import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { KEY_EXPRESSION } from '../nodes/Wireflow/engine/key_expression.js';

export class WireflowApi implements ICredentialType {
  name = 'wireflowApi';

  displayName = 'Wireflow API';

  icon = { light: 'file:../nodes/Wireflow/wireflow.svg', dark: 'file:../nodes/Wireflow/wireflow.dark.svg' } as const;

  documentationUrl = 'https://www.wireflow.ai/docs/api/authentication';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'Create a key with the scopes workflows:read, workflows:execute, executions:read and usage:read under Settings > API Keys in Wireflow',
    },
    {
      // For a Wireflow on this machine; the editor does not show it.
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'hidden',
      default: 'https://www.wireflow.ai/api/v1',
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
      baseURL: '={{ $credentials.baseUrl || "https://www.wireflow.ai/api/v1" }}',
      url: '/workflows',
    },
    rules: [
      {
        type: 'responseCode',
        properties: { value: 401, message: 'Wireflow does not accept this API key. Copy it again from Settings > API Keys in Wireflow.' },
      },
      {
        type: 'responseCode',
        properties: { value: 403, message: 'The API key is missing the scope workflows:read. Create a key with that scope under Settings > API Keys in Wireflow.' },
      },
    ],
  };
}
