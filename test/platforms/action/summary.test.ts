import { marked } from 'marked';
import { summaryOf, summaryWithout } from '../../../platforms/action/summary.js';
import { emptyOutput } from '../../../platforms/cli/printing/empty_output.js';

const image = (url: string, file: string | null) => ({ url, file, width: null, height: null, content_type: 'image/png', filename: null });
interface Shown {
  readonly images?: ReturnType<typeof image>[];
  readonly prompt?: string;
  readonly problems?: string[];
  readonly more?: Record<string, unknown>;
  readonly goOn?: string;
}
const summary = ({ images = [], prompt = 'A boat', problems = [], more = {}, goOn }: Shown) =>
  summaryOf({ output: { ...emptyOutput({ execution_id: 'exec_1', status: 'completed' }), provider: 'wireflow', images, ...more } as never, code: 0, problems, isFolderShut: false }, prompt, goOn);

/** What a reader of Markdown sees: the tags, and the words of each cell. */
function rendered(markdown: string) {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const words = (text: string) => text.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  const cells = [...html.matchAll(/<tr><td>(.*?)<\/td><td>(.*?)<\/td><\/tr>/g)].map(([, label = '', value = '']) => [label, words(value)] as const);
  return { html, facts: Object.fromEntries(cells), tags: new Set([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag)) };
}

test('the pictures stand in it by their public links, and by no others', () => {
  const words = summary({ images: [image('https://cdn.example/a.png?x=1&y="><script>', null), image('http://127.0.0.1/b.png', null), image('data:image/png;base64,AA==', null)] });
  const link = 'https://cdn.example/a.png?x=1&y=%22%3E%3Cscript%3E';
  expect(words.match(/<a [^\n]*<img [^\n]*/g)).toEqual([`<a href="${link}"><img src="${link}" alt="Image 1" width="480"></a>`]);
});

const NASTY = 'One | two\n\n### three <b>`x`</b>\n\n- a *list* with [a link](https://evil.example) \\| <script>alert(1)</script> </td></table>\n\n| a | b |\n|---|---|\n';
const ON_ONE_LINE = NASTY.replace(/\s+/g, ' ').trim();

test('words and names of others stay within their cell, as they are', () => {
  const { html, facts, tags } = rendered(summary({ images: [image('https://cdn.example/a.png', 'a|b/`x`\\|1.png')], prompt: NASTY, problems: [`Image 1 was not saved: ${NASTY}`], more: { error: NASTY, message: NASTY, workflow_name: NASTY, workflow_url: 'https://www.wireflow.ai/flow/a' } }));
  expect(facts).toMatchObject({ Prompt: ON_ONE_LINE, Error: ON_ONE_LINE, Message: ON_ONE_LINE, Workflow: ON_ONE_LINE, Files: 'a|b/`x`\\|1.png', Execution: 'exec_1' });
  expect([...tags].toSorted()).toEqual(['a', 'code', 'h3', 'img', 'p', 'table', 'td', 'tr']);
  expect(html.match(/<table/g)).toHaveLength(1);
});

test('a long prompt is no wall of text, and an error is told whole', () => {
  const long = 'A lighthouse at dusk. '.repeat(40).trim();
  const { facts } = rendered(summary({ prompt: long, more: { error: long } }));
  expect([...(facts['Prompt'] ?? '')]).toHaveLength(300);
  expect(facts['Error']).toBe(long);
});

test('what is not done says how to go on, with its command and its address to be used', () => {
  const { html } = rendered(summary({ more: { status: 'running' }, goOn: 'It goes on: wireflow wait exec_1 --out images (https://www.wireflow.ai/docs).' }));
  expect(html).toContain('<h3>Wireflow: running</h3>');
  expect(html).toContain('<code>wireflow wait exec_1 --out images</code> (<a href="https://www.wireflow.ai/docs">https://www.wireflow.ai/docs</a>).');
  expect(rendered(summaryWithout('The key | is <refused>.', 'nothing was started')).html).toContain('<p>The key | is &#60;refused&#62;.</p>');
});

test('many pictures neither make it too large for GitHub, which would show none of it, nor are kept quiet (actions/runner#4337)', () => {
  const many = Array.from({ length: 400 }, (_, index) => image(`https://cdn.example/${index}.png?signature=${'x'.repeat(2_000)}`, `images/${index}.png`));
  const words = summary({ images: many });
  expect(Buffer.byteLength(words)).toBeLessThan(200 * 1024);
  expect(words.match(/<img /g)).toHaveLength(20);
  expect(words).toContain('380 more images are not shown here; the output image-urls has all links.');
  expect(rendered(words).facts['Files']).toMatch(/images\/19\.png.*380 more$/);
  expect(summary({ images: many.slice(0, 20) })).not.toContain('more');
});

test('what it cost elsewhere, and who made it', () => {
  expect(rendered(summary({ more: { provider: 'bfl', cost_usd: 0.03 } })).facts).toMatchObject({ 'Made by': 'Black Forest Labs', Cost: '$0.03' });
  expect(rendered(summary({ more: { credits: 10, message: 'Workflow execution queued successfully' } })).facts).toEqual({ Prompt: 'A boat', Credits: '10', Execution: 'exec_1' });
});
