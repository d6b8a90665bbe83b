/** What can be made to go wrong, by where it happens. Each is used up after its number of times. */
export type Fault =
  /** An answer of this status and body, in place of the real one; nothing is made. */
  | { readonly on: Place; readonly answer: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** The job is made, and its answer lost: the connection is dropped. */
  | { readonly on: 'start'; readonly drop: true }
  /** The connection is dropped before anything is made. */
  | { readonly on: Exclude<Place, 'start'>; readonly drop: true }
  | { readonly on: 'start'; readonly drop: 'before' }
  /** The real answer, on a bad way: so much later, cut in half, or a byte at a time so far apart, after its headers. */
  | { readonly on: Place; readonly way: { readonly lateMs: number } | { readonly cut: true } | { readonly dripMs: number } }
  /** The real answer, filled up to at least this size. */
  | { readonly on: Place; readonly hugeBytes: number }
  /** The real answer with parts of it replaced. */
  | { readonly on: Place; readonly replace: Readonly<Record<string, unknown>>; readonly status?: number };

export type Place = 'start' | 'look' | 'account' | 'file';

export class Faults {
  readonly #waiting: { readonly fault: Fault; times: number }[] = [];

  add(fault: Fault, times = 1): void {
    this.#waiting.push({ fault, times });
  }

  /** The fault that is due at this place, or null. */
  take(place: Place): Fault | null {
    const due = this.#waiting.find(({ fault, times }) => fault.on === place && times > 0);
    if (due === undefined) return null;
    due.times -= 1;
    return due.fault;
  }

  clear(): void {
    this.#waiting.length = 0;
  }
}
