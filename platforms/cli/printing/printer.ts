import type { JsonObject } from '../../../core/json.js';
import type { Host } from '../host.js';

/** How a command speaks: data on standard output, everything else on standard error. */
export interface Printer {
  readonly isJson: boolean;
  /** One result: the object as a line of JSON, or its words for people. */
  result(object: JsonObject, words: string): void;
  /** A sentence beside the result. */
  say(sentence: string): void;
  /** What is being done; a moving sign on a terminal, a line elsewhere. */
  progress(doing: string): void;
  /** Ends the moving sign. */
  quiet(): void;
}

interface Spinner {
  text: string;
  start(): Spinner;
  stop(): Spinner;
}

/**
 * @param makeSpinner on a terminal; never with JSON, where both streams may be read by one program
 */
export function createPrinter(host: Host, isJson: boolean, makeSpinner: (stream: NodeJS.WriteStream) => Promise<Spinner>): Printer {
  const { stdout, stderr, env } = host;
  const mayMove = stderr.isTTY && stderr.stream !== undefined && !isJson && !env['CI'] && env['TERM'] !== 'dumb';
  let spinner: Spinner | null = null;
  let wanted: string | null = null;
  const quiet = () => {
    wanted = null;
    spinner?.stop();
    spinner = null;
  };
  return {
    isJson,
    result(object, words) {
      quiet();
      stdout.write(isJson ? `${JSON.stringify(object)}\n` : `${clean(words)}\n`);
    },
    say(sentence) {
      quiet();
      stderr.write(`${clean(sentence)}\n`);
    },
    progress(doing) {
      if (!mayMove) return void stderr.write(`${clean(doing)}\n`);
      wanted = clean(doing);
      if (spinner !== null) spinner.text = wanted;
      else {
        void makeSpinner(stderr.stream as NodeJS.WriteStream).then((made) => {
          if (wanted === null || spinner !== null) return;
          spinner = made;
          spinner.text = wanted;
          spinner.start();
        });
      }
    },
    quiet,
  };
}

/** Somebody else's words can't move the cursor, ring or colour the terminal. */
function clean(words: string): string {
  return words.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ');
}
