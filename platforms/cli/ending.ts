import { EXIT, type ExitCode } from './exit_codes.js';
import { dropFiles, finishFiles } from './files/unfinished.js';

/** Aborted when somebody presses Ctrl-C, or a runner cancels the job. A second signal ends the program at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signals += 1;
      controller.abort();
      // Whoever presses twice wants out, and not to hear how.
      if (signals === 1) return;
      dropFiles();
      process.exit(EXIT.interrupted);
    });
  }
  return controller.signal;
}

/** Ends when everything is written: ended at once, a pipe would lose what is behind its first 64 KB. */
export async function end(code: ExitCode): Promise<void> {
  process.exitCode = code;
  await finishFiles();
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise<void>((written) => stream.write('', () => written()))));
  process.exit(code);
}
