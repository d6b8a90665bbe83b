import type { ErrorKind } from '../../core/model/errors.js';
import { hasEnded, type ExecutionStatus } from '../../core/model/execution.js';

/** What a command ends with; the numbers are fixed, since scripts branch on them. */
export const EXIT = {
  done: 0,
  runFailed: 1,
  wrongUsage: 2,
  refused: 3,
  tooExpensive: 4,
  nothingStarted: 5,
  mayHaveStarted: 6,
  notFinished: 7,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each code means, for `--help` and the manual. */
export const EXIT_MEANINGS: readonly (readonly [code: ExitCode, meaning: string, nextStep: string])[] = [
  [EXIT.done, 'done', 'nothing'],
  [EXIT.runFailed, 'the execution failed, was cancelled or ran out of time', 'see why, then run it again: the same Only Once ID starts anew if the failure surely cost nothing; otherwise use another, or `--after-failure again`'],
  [EXIT.wrongUsage, 'wrong usage; nothing was started', 'correct what the sentence names'],
  [EXIT.refused, 'the key is missing or refused, or lacks a scope; nothing was started', 'see `wireflow doctor`'],
  [EXIT.tooExpensive, 'out of credits, or over the cap; nothing was started', 'add credits, or raise `--max-credits`'],
  [EXIT.nothingStarted, 'busy or unreachable; nothing was started', 'run the same command again'],
  [EXIT.mayHaveStarted, 'may have started', 'look in Wireflow before you run it again, or you may pay twice'],
  [EXIT.notFinished, 'not finished in time, or an image could not be fetched; the ID is printed', '`wireflow wait ID --out DIR`'],
  [EXIT.interrupted, 'interrupted; the ID is printed where there is one', '`wireflow wait ID --out DIR`'],
];

const BY_KIND: Readonly<Record<ErrorKind, ExitCode>> = {
  bad_input: EXIT.wrongUsage,
  rejected: EXIT.wrongUsage,
  not_found: EXIT.wrongUsage,
  too_large: EXIT.wrongUsage,
  no_key: EXIT.refused,
  bad_key: EXIT.refused,
  forbidden: EXIT.refused,
  out_of_credits: EXIT.tooExpensive,
  too_expensive: EXIT.tooExpensive,
  conflict: EXIT.nothingStarted,
  rate_limited: EXIT.nothingStarted,
  unavailable: EXIT.nothingStarted,
  timed_out: EXIT.nothingStarted,
  unreachable: EXIT.nothingStarted,
  unreadable: EXIT.nothingStarted,
  no_execution_list: EXIT.nothingStarted,
  start_unknown: EXIT.mayHaveStarted,
};

/** The code of an error that a command ends with before it has a run. */
export function codeOfKind(kind: ErrorKind): ExitCode {
  return BY_KIND[kind];
}

/** @param waited whether the end of the run was asked for */
export function codeOfStatus(status: ExecutionStatus, waited: boolean): ExitCode {
  if (!hasEnded(status)) return waited ? EXIT.notFinished : EXIT.done;
  return status === 'completed' ? EXIT.done : EXIT.runFailed;
}
