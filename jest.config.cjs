// Far from UTC, so that a time without a zone can't pass for one of UTC.
process.env.TZ = 'America/New_York';

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/build', '<rootDir>/out'],
  // Sources import "./x.js" as Node's ESM resolution asks; the file on disk is x.ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^n8n-workflow$': '<rootDir>/platforms/n8n/node_modules/n8n-workflow' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  setupFiles: ['<rootDir>/test/helpers/no_internet.cjs', '<rootDir>/test/helpers/no_domain_hooks.cjs', '<rootDir>/test/helpers/fresh_http.cjs'],
  setupFilesAfterEnv: ['<rootDir>/test/helpers/fail_on_internet.ts'],
  testTimeout: 15_000,
  maxWorkers: '100%',
  // Zapier's runtime prints every z.console line; --silent=false shows them.
  silent: true,
  // With --coverage, as CI runs it. What only holds types, and the commands that tests run as processes, can't be counted.
  coverageProvider: 'v8',
  collectCoverageFrom: [
    '{core,platforms,triggers,creates,searches}/**/*.ts',
    'authentication.ts',
    '!platforms/make/{emit,blueprints/cli,deploy/cli,review/cli,format/component,lint/fault}.ts',
    '!platforms/zapier/publish/{cli,upload_folder,zapier_cli,zip_contents}.ts',
  ],
  coverageReporters: ['text-summary', 'json-summary'],
  coverageDirectory: 'out/coverage',
  coverageThreshold: Object.fromEntries(['./core/', './platforms/zapier/', './platforms/make/'].map((room) => [room, { lines: 95, branches: 95 }])),
};
