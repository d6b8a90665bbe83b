// npm run bench:mutation: https://stryker-mutator.io/docs/stryker-js/configuration
export default {
  mutate: ['core/**/*.ts'],
  testRunner: 'jest',
  jest: { configFile: 'bench/mutation/jest.config.cjs' },
  coverageAnalysis: 'perTest',
  reporters: ['json', 'html', 'progress-append-only'],
  jsonReporter: { fileName: 'out/mutation/mutation.json' },
  htmlReporter: { fileName: 'out/mutation/mutation.html' },
  tempDirName: 'out/mutation/tmp',
  concurrency: 2,
  // A loaded machine is no endless loop.
  timeoutMS: 15_000,
  incrementalFile: 'out/mutation/incremental.json',
};
