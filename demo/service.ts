import { startEmulator } from '../emulators/wireflow/index.js';

const EMULATOR_WAIT_MS = 18_000;
const REAL_WAIT_MS = 5 * 60_000;

/** The Wireflow that a demo runs against. */
export interface Service {
  /** The webhook to use; undefined to take the first workflow of the account. */
  readonly webhook: string | undefined;
  readonly apiKey: string | undefined;
  readonly longestWaitMs: number;
  close(): Promise<void>;
}

/** Wireflow itself where `WIREFLOW_WEBHOOK` names a workflow, else a local emulator, which `WIREFLOW_BASE_URL` then names. */
export async function connect(): Promise<Service> {
  const webhook = process.env['WIREFLOW_WEBHOOK']?.trim();
  if (webhook) {
    return { webhook, apiKey: process.env['WIREFLOW_API_KEY']?.trim() || undefined, longestWaitMs: REAL_WAIT_MS, close: async () => undefined };
  }
  const emulator = await startEmulator();
  process.env['WIREFLOW_BASE_URL'] = emulator.url;
  console.log(`Using the local emulator of Wireflow at ${emulator.url}`);
  return { webhook: undefined, apiKey: emulator.keys.full, longestWaitMs: EMULATOR_WAIT_MS, close: () => emulator.close() };
}
