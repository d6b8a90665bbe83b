/** The providers' own documents as judges; they stand outside this project (test/contracts/contracts.ts). */
module.exports = { ...require('./jest.config.cjs'), testMatch: ['<rootDir>/test/contracts/**/*.contract.ts'], coverageThreshold: undefined };
