import { ANSWERS } from '../host_contract.js';
import { PROBE_TYPE } from '../host_probe.js';
import { expectEqual, type Story } from '../stories.js';
import { chain, type NodeJson } from '../workflows.js';
import { itemsOf } from './helpers.js';

export const hostStories: readonly Story[] = [
  {
    name: 'host: n8n answers as the stand-in of the tests does',
    async tell({ rest, emulator }) {
      const probe: NodeJson = { id: 'probe', name: 'Probe', type: PROBE_TYPE, typeVersion: 1, position: [0, 0], parameters: { url: `${emulator.url}/nowhere` } };
      const ended = await rest.execute(chain('probe', [probe]));
      const answers = itemsOf(ended, 'Probe')[0]?.json ?? {};
      for (const [question, answer] of Object.entries(ANSWERS)) expectEqual(question, answers[question], answer);
    },
  },
];
