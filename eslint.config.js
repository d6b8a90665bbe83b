import tseslint from 'typescript-eslint';

/** What a room may not import (the arrows of docs/architecture.md). `rooms` are folders at the top. */
const closedTo = (files, rooms, packages, message) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...rooms.map((room) => ({ regex: `^\\.{1,2}/(.*/)?${room}(/|\\.js$)`, message })),
          ...packages.map((name) => ({ regex: `^${name}(/|$)`, message })),
        ],
      },
    ],
  },
});

const ZAPIER_ROOMS = ['zapier', 'triggers', 'creates', 'searches', 'authentication', 'index'];

export default tseslint.config(
  { ignores: ['dist', 'build', 'out', 'coverage', 'node_modules'] },
  ...tseslint.configs.recommended,
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  { files: ['demo/**', 'bench/**', 'proof/prove/cli.ts', 'emulators/wireflow/cli.ts', '*.js', '**/*.cjs', '**/*.mjs'], rules: { 'no-console': 'off' } },
  { files: ['test/**'], rules: { 'max-lines': 'off' } },
  closedTo(
    ['core/**'],
    ['zapier', 'triggers', 'creates', 'searches', 'authentication', 'make', 'emulator', 'demo', 'bench', 'prove', 'report', 'make_engine', 'test'],
    ['zapier-platform-core', 'hono', 'nock'],
    'The core knows no platform: hand it in as an argument.',
  ),
  closedTo(
    ['emulator/**'],
    ['core', ...ZAPIER_ROOMS.filter((room) => room !== 'index'), 'make', 'demo', 'bench', 'prove', 'report', 'make_engine', 'test'],
    ['zapier-platform-core', 'nock'],
    'The emulator is a second, independent reading of the service: it shares no code with the product.',
  ),
  closedTo(
    ['zapier/**', 'triggers/**', 'creates/**', 'searches/**', 'authentication.ts', 'index.ts'],
    ['make', 'emulator', 'demo', 'bench', 'prove', 'report', 'make_engine', 'test'],
    ['hono', 'undici'],
    'What ships to Zapier imports the core and Zapier, nothing else.',
  ),
  closedTo(
    ['zapier/**'],
    ['triggers', 'creates', 'searches', 'authentication'],
    ['hono', 'undici'],
    'zapier/ is what the steps share: it does not know them.',
  ),
  closedTo(['prove/**'], ['test'], ['nock'], 'The proof is run from a fresh clone, without the tests and their tools.'),
  closedTo(
    ['make/**'],
    [...ZAPIER_ROOMS, 'emulator', 'demo', 'bench', 'prove', 'report', 'make_engine', 'test'],
    ['zapier-platform-core', 'hono', 'nock'],
    'The Make app is made from the core alone.',
  ),
  closedTo(
    ['make_engine/**'],
    [...ZAPIER_ROOMS.filter((room) => room !== 'index'), 'core', 'emulator', 'demo', 'bench', 'prove', 'report', 'test'],
    ['zapier-platform-core', 'hono', 'nock'],
    'The engine knows Make, and reads what was emitted: it shares no code with what it runs.',
  ),
);
