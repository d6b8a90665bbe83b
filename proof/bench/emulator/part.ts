import { table } from '../../report/table.js';
import type { Part } from '../part.js';
import { startServiceProcess } from '../service/process.js';
import { drive, loads } from './drive.js';

const HISTORY = 1_000;
const FOR_MS = 1_500;

export const emulatorPart: Part = {
  name: 'emulator',
  title: 'How fast the emulator answers',
  async run(progress) {
    const serviceProcess = startServiceProcess();
    try {
      const service = await serviceProcess.call('start', { clock: 'real' });
      const executionId = await serviceProcess.call('addHistory', HISTORY, 60_000);
      const rows: string[][] = [];
      for (const load of loads(service, executionId)) {
        progress.start(`The emulator: ${load.name}`);
        rows.push([load.name, Math.round(await drive(serviceProcess, service, load, FOR_MS)).toLocaleString('en-US')]);
      }
      progress.done(`The emulator under ${rows.length} kinds of load`);
      return { text: table(['Request', 'Replies per second of CPU time'], rows), figures: [] };
    } finally {
      serviceProcess.close();
    }
  },
};
