import { createHash } from 'node:crypto';
import type { WireflowClient } from './client.js';

/**
 * Stands for the account of a client's key, to tell it from another; the key can not be read back out of it. A file of its own,
 * since the form's proxy runs where there is no Node.
 */
export function accountOf(client: Pick<WireflowClient, 'markedBy'>): string {
  return client.markedBy((secret) => createHash('sha256').update(secret).digest('hex'));
}
