// npm run bench:mutation; the options are explained on https://stryker-mutator.io/docs/stryker-js/configuration

/** Labels, help texts and sample values. The tests of the steps and of what is published judge them, not the core's. */
const DEFINITIONS = ['outputs/account_output', 'outputs/image_output', 'outputs/samples', 'fields/prompt_fields', 'fields/execute_fields', 'fields/search_fields', 'fields/start_fields'];

export default {
  mutate: ['core/**/*.ts', ...DEFINITIONS.map((name) => `!core/${name}.ts`)],
  ignorePatterns: ['/docs', '/platforms/make/app', '/demo'],
  testRunner: 'jest',
  jest: { configFile: 'proof/bench/mutation/jest.config.cjs' },
  coverageAnalysis: 'perTest',
  reporters: ['json', 'html', 'progress-append-only'],
  jsonReporter: { fileName: 'out/mutation/mutation.json' },
  htmlReporter: { fileName: 'out/mutation/mutation.html' },
  incrementalFile: 'out/mutation/incremental.json',
  tempDirName: 'out/mutation/tmp',
  concurrency: 2,
  // A busy machine is no endless loop.
  timeoutMS: 15_000,
  warnings: { slow: false },
};
