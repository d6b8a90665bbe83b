import tseslint from 'typescript-eslint';
import house from './lint/arrows.js';

/** What a room may not take from outside; who may import whom within the house is in lint/arrows.js. */
const withoutPackages = (files, packages, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: packages.map((name) => ({ regex: `^${name}(/|$)`, message })) }] },
});

export default tseslint.config(
  { ignores: ['dist', 'build', 'out', 'coverage', 'node_modules', 'platforms/*/dist', 'platforms/*/node_modules'] },
  ...tseslint.configs.recommended,
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    plugins: { house },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'house/arrows': 'error',
    },
  },
  { files: ['demo/**', 'proof/bench/**', 'proof/prove/cli.ts', 'proof/{n8n,action}/cli.ts', 'emulators/wireflow/cli.ts', 'platforms/forms/{build,proxy/node,proxy/edge}.ts', '*.js', '**/*.cjs', '**/*.mjs'], rules: { 'no-console': 'off' } },
  { files: ['test/**'], rules: { 'max-lines': 'off' } },
  withoutPackages(['core/**'], ['zapier-platform-core', 'hono', 'nock'], 'The core knows no platform: hand it in as an argument.'),
  withoutPackages(['emulators/**'], ['zapier-platform-core', 'nock'], 'The emulators know the outside world, not the tools of the product.'),
  withoutPackages(
    ['platforms/zapier/**', 'triggers/**', 'creates/**', 'searches/**', 'authentication.ts', 'index.ts'],
    ['hono', 'undici'],
    'What ships to Zapier imports the core and Zapier, nothing else.',
  ),
  withoutPackages(['platforms/forms/**'], ['zapier-platform-core', 'undici', 'nock'], 'A form’s proxy runs on any host: the core, Hono and the Fetch standard, nothing else.'),
  withoutPackages(['platforms/make/**'], ['zapier-platform-core', 'hono', 'nock'], 'The Make app is made from the core alone.'),
  withoutPackages(['proof/prove/**'], ['nock'], 'The proof is run from a fresh clone, without the tests and their tools.'),
);
