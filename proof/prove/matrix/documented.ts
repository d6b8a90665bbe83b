import type { ErrorKind } from '../../../core/model/errors.js';

/** A sentence that the page about errors explains. */
export interface Documented {
  readonly sentence: RegExp;
  readonly zap: string;
  readonly kind: ErrorKind;
}

/** What the page says an error does to the Zap, as the class that Zapier is given. */
export const CLASS_OF: Readonly<Record<string, string>> = {
  'stops this run': 'HaltedError',
  'fails this run': 'AppError',
  'waits, then goes on by itself': 'ThrottledError',
  'asks you to reconnect': 'ExpiredAuthError',
};

/** @param page docs/errors.md */
export function documentedErrors(page: string): Documented[] {
  return page.split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const [, seen = '', , , zap = '', kind = ''] = cells;
    if (!seen.startsWith('“') || !(zap in CLASS_OF)) return [];
    return [{ sentence: patternOf(seen.slice(1, -1)), zap, kind: kind as ErrorKind }];
  });
}

/** “…” stands for what differs from case to case. */
function patternOf(sentence: string): RegExp {
  const parts = sentence.split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}`, 's');
}
