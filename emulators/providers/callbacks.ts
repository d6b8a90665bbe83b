/** Sends the callbacks of jobs that have ended; to this machine only, since the emulator must not reach the internet. */
export class Callbacks {
  readonly #due: { readonly atMs: number; readonly send: () => Promise<void> }[] = [];

  add(atMs: number, url: string, request: () => { headers: Record<string, string>; body: string }): void {
    this.#due.push({ atMs, send: async () => post(url, request()) });
  }

  /** Delivers what is due by now, in order. */
  async deliver(nowMs: number): Promise<void> {
    while (this.#due[0] !== undefined && this.#due[0].atMs <= nowMs) await this.#due.shift()?.send();
  }
}

async function post(url: string, { headers, body }: { headers: Record<string, string>; body: string }): Promise<void> {
  if (new URL(url).hostname !== '127.0.0.1') return;
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }).catch(() => undefined);
}
