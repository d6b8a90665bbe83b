import { readFileSync, writeFileSync } from 'node:fs';
import { COMMANDS } from '../../platforms/cli/commands/index.js';
import { manual } from '../../platforms/cli/definition/manual.js';
import { EXIT, EXIT_MEANINGS } from '../../platforms/cli/exit_codes.js';

const PAGE = 'docs/cli.md';
const HEAD = '## Exit codes\n';

test('docs/cli.md is what the definitions say (UPDATE_DOCS=1 writes it)', () => {
  const page = readFileSync(PAGE, 'utf8');
  const own = page.split(HEAD)[0] ?? '';
  const written = `${own.trimEnd()}\n\n${manual(COMMANDS)}`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, written);
  else expect(page).toBe(written);
});

test('every exit code is explained', () => {
  expect(EXIT_MEANINGS.map(([code]) => code)).toEqual(Object.values(EXIT));
});
