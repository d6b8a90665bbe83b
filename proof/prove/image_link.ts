import type { Emulator } from '../../emulators/wireflow/index.js';

/** Where the first image of an execution lies, at the service that the app speaks to at the moment. */
export function imageLink(emulator: Emulator, executionId: string): string {
  const outputs = emulator.executions.find(({ id }) => id === executionId)?.outputs ?? [];
  const file = outputs.flatMap(({ images }) => images)[0]?.file;
  if (file === undefined) throw new Error(`The execution ${executionId} has no image`);
  return `${new URL(process.env['WIREFLOW_BASE_URL'] ?? emulator.url).origin}/cdn/${file}`;
}
