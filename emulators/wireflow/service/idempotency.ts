import { ServiceError } from './service_error.js';
import type { Reply } from '../http/reply.js';

const REPLAY_WINDOW_MS = 24 * 60 * 60 * 1000;

interface Remembered {
  reply: Reply;
  body: string;
  storedAtMs: number;
}

/** Replays the original response for the same `Idempotency-Key` within 24 hours (the Flux Pro API pricing article). */
export class IdempotencyStore {
  private readonly replies = new Map<string, Remembered>();

  constructor(private readonly onMismatch: 'replay' | 409 | 422) {}

  /**
   * The first reply to this key, if there was one.
   * Guess: a key is remembered per API key, whichever workflow it is sent to.
   * @throws ServiceError 409 or 422 for another body, where the emulator was told to
   */
  find(caller: string, key: string, body: string, nowMs: number): Reply | undefined {
    const remembered = this.replies.get(`${caller} ${key}`);
    if (!remembered || nowMs - remembered.storedAtMs >= REPLAY_WINDOW_MS) return undefined;
    if (remembered.body !== body && this.onMismatch !== 'replay') {
      throw new ServiceError(
        this.onMismatch,
        'Idempotency-Key was already used with a different request body',
        'idempotency_mismatch',
      );
    }
    return remembered.reply;
  }

  /** Guess: only a start that was accepted is remembered, so that a refused one can be repeated with the same key. */
  remember(caller: string, key: string, body: string, reply: Reply, nowMs: number): void {
    this.replies.set(`${caller} ${key}`, { reply, body, storedAtMs: nowMs });
  }
}
