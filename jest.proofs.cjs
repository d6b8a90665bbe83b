/** Whether `npm run prove` finds what it is there to find, at a small size, whole and with a fault planted; and the figures of the pace. `npm run test:proofs` runs it; npm test does not, for its time. */
module.exports = { ...require('./jest.config.cjs'), testMatch: ['<rootDir>/test/**/*.proof.ts'], coverageThreshold: undefined };
