import { readStatus } from '../../../core/model/status_words.js';

test.each([
  ['QUEUED', 'queued'], ['pending', 'queued'], ['Running', 'running'], ['in-progress', 'running'], ['In Progress', 'running'], ['COMPLETED', 'completed'], [' completed ', 'completed'],
  ['FAILED', 'failed'], ['CANCELED', 'cancelled'], ['cancelled', 'cancelled'], ['TIMEOUT', 'timed_out'], ['timed out', 'timed_out'],
])('%s is %s', (word, status) => expect(readStatus(word)).toBe(status));

test.each([['DONE'], [''], [null], [undefined], [3], [['COMPLETED']], ['constructor'], ['__proto__'], ['valueOf']])('%p ends nothing', (word) => expect(readStatus(word)).toBe('running'));
