import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expectEqual, expectThat, type Story } from '../stories.js';
import { CREDENTIAL_ID, withProviders, type WorkflowJson } from '../workflows.js';

const FOLDER = path.resolve(import.meta.dirname, '../../../../platforms/n8n/examples');
const WIREFLOW = { wireflowApi: { id: CREDENTIAL_ID, name: 'Wireflow account' } };
const WEBHOOK = 'https://www.wireflow.ai/api/v1/workflow/YOUR_WEBHOOK_ID/trigger';

export const exampleStories: readonly Story[] = [
  {
    name: 'examples: each one of the README can be pasted, and runs',
    async tell({ rest, emulator }) {
      const files = readdirSync(FOLDER);
      expectThat('There are examples', files.length >= 3, files);
      for (const file of files) {
        emulator.credits = file.includes('without-credits') ? 0 : 500;
        const example = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8').replaceAll(WEBHOOK, emulator.webhookUrl('text-to-image'))) as WorkflowJson;
        // A person chooses the credential after pasting.
        const nodes = example.nodes.map((node) => (node.type.startsWith('n8n-nodes-wireflow.') ? { ...node, credentials: node.parameters['operation'] === 'generateWithProvider' ? withProviders('', {}).credentials : WIREFLOW } : node)) as WorkflowJson['nodes'];
        if (!nodes[0]?.type.endsWith('manualTrigger')) {
          await rest.create({ ...example, nodes });
          continue;
        }
        const ended = await rest.execute({ ...example, nodes });
        expectEqual(`${file} ends`, ended.status, 'success');
        const last = ended.runData[nodes.at(-1)?.name ?? '']?.[0]?.data?.main[0] ?? [];
        expectThat(`${file} gives images`, last.length > 0 && last.every(({ json }) => String(json['imageUrl']).startsWith('http')), last.length > 0 ? last : ended.runData);
      }
    },
  },
];
