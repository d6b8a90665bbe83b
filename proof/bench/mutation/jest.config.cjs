// The tests that judge a mutant: the core's own. Stryker reads this in its copy of the project.
const path = require('node:path');
const base = require('../../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: path.join(__dirname, '../../..'),
  roots: ['<rootDir>/core', '<rootDir>/test/core', '<rootDir>/test/helpers'],
  testMatch: ['<rootDir>/test/core/**/*.test.ts'],
  setupFiles: [...base.setupFiles, path.join(__dirname, 'no_chance.cjs')],
  testEnvironment: path.join(__dirname, 'first_failure_environment.cjs'),
  runner: path.join(__dirname, 'first_failure.cjs'),
  maxWorkers: 1,
};
