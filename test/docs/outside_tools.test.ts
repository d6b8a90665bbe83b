import { readFileSync } from 'node:fs';
import { COMMANDS } from '../../platforms/cli/commands/index.js';
import { parse } from '../../platforms/cli/definition/parse.js';

const rows = [...readFileSync('docs/outside-tools.md', 'utf8').matchAll(/^\| (.+?) \| `(.+?)`.* \| `(.+?)`: “(.+?)” \|$/gm)].map(([, promise = '', command = '', file = '', title = '']) => ({ promise, command, file, title }));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

test('every promise has its row', () => expect(rows).toHaveLength(10));

test.each(rows)('$promise: the command is there, and a test that runs it', ({ command, file, title }) => {
  const [program = '', ...words] = command.split(' ');
  if (program === 'npm') {
    const script = words[0] === 'run' ? words[1] : words[0];
    expect(Object.keys(scripts)).toContain(script);
  } else {
    const found = COMMANDS.find(({ name }) => name === words[0]);
    expect(program).toBe('wireflow');
    expect(() => found && parse(found, words.slice(1))).not.toThrow();
    expect(found).toBeDefined();
  }
  expect(readFileSync(file, 'utf8')).toContain(title);
});

test.each(rows.filter(({ command }) => command.includes(' -- ') && !command.includes('--provider')))('$command tells something', ({ command, file }) => {
  const [, word = ''] = command.split(' -- ');
  expect(`${file}\n${readFileSync(file, 'utf8')}`).toContain(word);
});
