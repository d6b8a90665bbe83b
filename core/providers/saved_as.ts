import { createHash, randomUUID } from 'node:crypto';
import type { Job } from './job.js';

const MARK_LENGTH = 8;

/**
 * What a job's picture is called, without an ending: no other job's is called the same, since most people save files by their
 * names, and the next picture would take this one's place.
 *
 * @param number its place among the job's pictures, from 1
 */
export function pictureName({ provider, id }: Pick<Job, 'provider' | 'id'>, number: number): string {
  const mark = id === '' ? randomUUID() : createHash('sha256').update(`${provider}\n${id}`).digest('hex');
  return `flux-${mark.slice(0, MARK_LENGTH)}-${number}`;
}
