import { Workflow, type ICredentialType, type INode, type INodeTypes } from 'n8n-workflow';
import { copiedKey } from '../../../core/api/copied_key.js';
import { pastedForms } from '../../helpers/pasted_keys.js';
import { WireflowApi } from '../../../platforms/n8n/credentials/WireflowApi.credentials.js';
import { WireflowBlackForestLabsApi } from '../../../platforms/n8n/credentials/WireflowBlackForestLabsApi.credentials.js';
import { WireflowDeepInfraApi } from '../../../platforms/n8n/credentials/WireflowDeepInfraApi.credentials.js';
import { WireflowReplicateApi } from '../../../platforms/n8n/credentials/WireflowReplicateApi.credentials.js';

const CREDENTIALS: readonly (readonly [ICredentialType, header: string, before: string])[] = [
  [new WireflowApi(), 'Authorization', 'Bearer '],
  [new WireflowBlackForestLabsApi(), 'x-key', ''],
  [new WireflowDeepInfraApi(), 'Authorization', 'Bearer '],
  [new WireflowReplicateApi(), 'Authorization', 'Bearer '],
];

const NODE = { id: '1', name: 'Step', type: 'none', typeVersion: 1, position: [0, 0], parameters: {} } as INode;
const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes: { getByNameAndVersion: () => undefined, getByName: () => undefined, getKnownTypes: () => ({}) } as unknown as INodeTypes });

/** The header as n8n's own expressions make it of what was typed. */
function headerOf(credential: ICredentialType, name: string, apiKey: string): unknown {
  const { authenticate } = credential;
  if (typeof authenticate !== 'object') throw new Error('Not by headers');
  return workflow.expression.getSimpleParameterValue(NODE, authenticate.properties.headers?.[name] as string, 'internal', { $credentials: { apiKey } }, undefined, '');
}

describe.each(CREDENTIALS.map((each) => [each[0].name, ...each] as const))('%s', (_, credential, header, before) => {
  test.each(pastedForms('sk-fake-1'))(
    'sends the key that the rest of the node has read: %j',
    (typed) => {
      expect(copiedKey(typed)).toBe('sk-fake-1');
      expect(headerOf(credential, header, typed)).toBe(`${before}sk-fake-1`);
    },
  );
});
