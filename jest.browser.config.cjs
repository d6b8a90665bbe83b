const common = require('./jest.config.cjs');

/** What only a real browser can tell; `npm run test:browser` runs it. */
module.exports = {
  ...common,
  coverageThreshold: {},
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
  testTimeout: 60_000,
  // Each file has a browser of its own.
  maxWorkers: 1,
};
