/** What only whole commands can tell: Zapier's own, n8n's linter and scan, npm's, and ours as built. `npm run test:commands` runs it; npm test does not, for its time. */
module.exports = { ...require('./jest.config.cjs'), testMatch: ['<rootDir>/test/**/*.commands.ts'], coverageThreshold: undefined, testTimeout: 60_000 };
