import yoctoSpinner from 'yocto-spinner';
import type { Progress } from './main_job.js';

/** A spinner on a terminal, plain lines elsewhere. */
export function createProgress(stream: NodeJS.WriteStream): Progress & { stop(): void } {
  const spinner = yoctoSpinner({ stream });
  return {
    start: (doing) => void spinner.start(`${doing} …`),
    done: (result) => void spinner.success(result),
    stop: () => void spinner.stop(),
  };
}
