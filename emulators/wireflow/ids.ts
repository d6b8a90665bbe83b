import { randomBytes, randomUUID } from 'node:crypto';

const alphanumerics = (length: number): string => {
  let text = '';
  for (const byte of randomBytes(length)) text += (byte % 36).toString(36);
  return text;
};

// Guess: the documentation writes exec_456; the real format is unknown, and clients must treat it as opaque.
export const executionId = (): string => `exec_${alphanumerics(20)}`;
export const workflowId = (): string => `cm${alphanumerics(23)}`;
export const webhookId = (): string => `whk_local_${alphanumerics(12)}`;
export const requestId = (): string => `req_${alphanumerics(16)}`;
export const uuid = (): string => randomUUID();
