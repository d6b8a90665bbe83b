import type { ErrorKind } from '../../../core/model/errors.js';

/** A sentence that the page about errors explains. */
export interface Documented {
  /** As it is quoted: “…” stands for what differs from case to case. */
  readonly words: string;
  readonly sentence: RegExp;
  /** The title of the section, which says what it does to the Zap. */
  readonly zap: string;
  readonly kind: ErrorKind;
}

/** What a section of the page says that an error does to the Zap, as the class that Zapier is given. */
export const CLASS_OF: Readonly<Record<string, string>> = {
  'Stops: nothing was started': 'HaltedError',
  'Stops: something may have started': 'HaltedError',
  'Fails': 'AppError',
  'Waits, then goes on by itself': 'ThrottledError',
  'Asks you to reconnect': 'ExpiredAuthError',
}; // prettier-ignore

/** @param page docs/errors.md */
export function documentedErrors(page: string): Documented[] {
  return page.split(/^## /m).flatMap((section) => {
    const [zap = '', ...lines] = section.split('\n');
    return lines.flatMap((line) => rowOf(zap, line));
  });
}

function rowOf(zap: string, line: string): Documented[] {
  const [, seen = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  // The error's internal name stands in a comment: it is of no use to whoever reads the page.
  const [, kind = ''] = /<!-- (\w+) --> \|$/.exec(line) ?? [];
  if (!seen.startsWith('“') || !(zap in CLASS_OF)) return [];
  return seen.slice(1, -1).split('” “').map((words) => ({ words, sentence: patternOf(words), zap, kind: kind as ErrorKind }));
}

function patternOf(words: string): RegExp {
  const parts = words.split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}`, 's');
}
