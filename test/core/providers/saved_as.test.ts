import { pictureName } from '../../../core/providers/saved_as.js';

const NAME = /^flux-[0-9a-f]{8}-1$/;

test('pictures of two jobs have two names, also where names have no case and where a provider gives no id', () => {
  const jobs = [{ provider: 'bfl', id: 'aB' }, { provider: 'bfl', id: 'Ab' }, { provider: 'replicate', id: 'aB' }, { provider: 'bfl', id: '' }, { provider: 'bfl', id: '' }] as const;
  const names = jobs.map((job) => pictureName(job, 1));
  expect(names).toEqual(names.map(() => expect.stringMatching(NAME) as unknown));
  expect(new Set(names).size).toBe(jobs.length);
});

test('a job’s pictures are called the same whenever they are fetched, and by their number', () => {
  const job = { provider: 'bfl', id: 'fake-job' } as const;
  expect(pictureName(job, 1)).toBe(pictureName(job, 1));
  expect(pictureName(job, 2)).toBe(pictureName(job, 1).replace(/1$/, '2'));
});
