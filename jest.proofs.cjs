/**
 * What judges the product: the stand-ins for the services, whether `npm run prove` finds what it is there to find, at a small
 * size, whole and with a fault planted, and the figures of the pace. `npm run test:proofs` runs it; npm test does not, for its time.
 */
const BASE = require('./jest.config.cjs');

module.exports = {
  ...BASE,
  testMatch: ['<rootDir>/test/**/*.proof.ts', '<rootDir>/test/{emulators,proof}/**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/emulators/make'],
  coverageThreshold: undefined,
};
