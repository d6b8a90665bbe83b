import { longest } from '../../../proof/bench/suite/part.js';

test('the three files that take longest are named, with the mean time of a test', () => {
  const file = (name: string, seconds: number, tests: number) => ({ name: `/clone/test/${name}.test.ts`, startTime: 1_000, endTime: 1_000 + seconds * 1_000, assertionResults: Array.from({ length: tests }, () => ({})) });
  const words = longest({ numPassedTests: 1_199, numFailedTests: 1, testResults: [file('a', 2, 100), file('b', 30, 600), file('c', 8, 300), file('d', 20, 200)] }, '/clone');
  expect(words).toContain('1,199 tests passed and 1 failed, in 4 files that took 60 s one after another: 50 ms a test.');
  expect([...words.matchAll(/`(test\/.*?)`\s*\|\s*(\d+)\s*\|\s*([\d.]+)/g)].map(([, name, tests, seconds]) => [name, tests, seconds])).toEqual([
    ['test/b.test.ts', '600', '30.0'],
    ['test/d.test.ts', '200', '20.0'],
    ['test/c.test.ts', '300', '8.0'],
  ]);
});
