/** Where something was said: what a step gives, what it fails with, what the app or Zapier's runtime logs for it. */
export type Heard = 'result' | 'error' | 'log';

/** Is told everything that a step says to anybody, so that it can be searched. */
export type Ear = (what: Heard, method: string, words: string) => void;

let listening: Ear = () => undefined;

/** Sends everything that is said from now on to `ear`. */
export function listen(ear: Ear): void {
  listening = ear;
}

export const hear: Ear = (what, method, words) => listening(what, method, words);
