import { summaryOf } from '../../../platforms/action/summary.js';
import { emptyOutput } from '../../../platforms/cli/printing/empty_output.js';

const image = (url: string, file: string | null) => ({ url, file, width: null, height: null, content_type: 'image/png', filename: null });
const summary = (images: ReturnType<typeof image>[], prompt = 'A boat', problems: string[] = []) =>
  summaryOf({ output: { ...emptyOutput({ execution_id: 'exec_1', status: 'completed' }), images } as never, code: 0, problems }, prompt);

test('the pictures stand in it by their public links, and by no others', () => {
  const words = summary([image('https://cdn.example/a.png?x=1&y="><script>', null), image('http://127.0.0.1/b.png', null), image('data:image/png;base64,AA==', null)]);
  expect(words.match(/<img [^\n]*/g)).toEqual(['<img src="https://cdn.example/a.png?x=1&y=%22%3E%3Cscript%3E" alt="Image 1" width="480">']);
});

test('words and names of others stay within their cell', () => {
  const words = summary([image('https://cdn.example/a.png', 'a|b/`x`\n1.png')], 'One | two\n### three <b>`x`</b>', ['Image 1 | was <not> saved.']);
  const rows = words.split('\n').filter((line) => line.startsWith('|')).slice(2);
  expect(rows.every((row) => row.replace(/\\\|/g, '').split('|').length === 4)).toBe(true);
  expect(rows).toContain('| Files | `a\\|b/x1.png` |');
  expect(words).not.toMatch(/<b>|<not>|^###.*three/m);
});
