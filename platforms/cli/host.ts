import { badInput } from '../../core/model/errors.js';
import { textOf } from './files/text_of.js';

/** What a command sees of the machine; tests and the Action hand in their own. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that paths are relative to. */
  readonly folder: string;
  /** Data: what a script reads. */
  readonly stdout: TextSink;
  /** Everything said to a person. */
  readonly stderr: TextSink;
  stdin(): Promise<string>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  /** The present, ms since 1970. */
  now(): number;
  /** ms on a clock that nobody can set, counted from wherever. */
  passed(): number;
  sleep(ms: number): Promise<void>;
}

export interface TextSink {
  readonly isTTY: boolean;
  write(text: string): void;
  /** For what draws on a terminal itself; absent where there is none. */
  readonly stream?: NodeJS.WriteStream;
}

/** The machine itself. @param signal aborted by Ctrl-C */
export function thisMachine(signal: AbortSignal): Host {
  return {
    env: process.env,
    folder: process.cwd(),
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    // Loaded when it is needed: the help is there sooner.
    stdin: async () => {
      const words = textOf(await (await import('node:stream/consumers')).buffer(process.stdin));
      if (words === null) throw badInput('stdin', 'What came on standard input is not in UTF-8.', 'Convert it first, for example with: iconv -f WINDOWS-1252 -t UTF-8');
      return words;
    },
    signal,
    fetch: (...request) => fetch(...request),
    now: Date.now,
    passed: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}

function sinkOf(stream: NodeJS.WriteStream): TextSink {
  return { isTTY: stream.isTTY === true, write: (text) => void stream.write(text), stream };
}
