import type { Output } from '../../../core/model/execution.js';
import { withOwnNames } from '../../../core/model/own_names.js';

const image = (filename: string | null, more: Partial<Output> = {}): Output => ({ kind: 'image', url: `https://cdn.example/${filename}`, text: null, width: null, height: null, contentType: null, filename, nodeLabel: null, ...more });
const namesOf = (...names: (string | null)[]) => withOwnNames(names.map((name) => image(name))).map(({ filename }) => filename);

test.each([
  [['a.png', 'b.png'], ['a.png', 'b.png']], [['a.png', 'a.png', 'a.png'], ['a.png', 'a-2.png', 'a-3.png']], [['a.png', 'A.PNG'], ['a.png', 'A-2.PNG']],
  // The ending follows the type that comes, so two endings may become one.
  [['a.png', 'a.webp'], ['a.png', 'a-2.webp']], [['view', 'view.php', 'view'], ['view', 'view-2.php', 'view-3']], [['hero.v1', 'hero.v2'], ['hero.v1', 'hero.v2']],
  [['a-2.png', 'a.png', 'a.png'], ['a-2.png', 'a.png', 'a-3.png']], [['ﬁn.png', 'fin.png'], ['ﬁn.png', 'fin-2.png']], [[null, 'a.png', null], [null, 'a.png', null]],
])('pictures called %j are called %j beside each other', (given, own) => expect(namesOf(...given)).toEqual(own)); // prettier-ignore

test('a name that is given keeps its place over several calls, and counts for pictures alone', () => {
  const taken = new Set<string>();
  const one = [image('a.png'), image('a.png', { kind: 'video' }), image('a.png', { url: null, text: 'no link' })];
  expect(withOwnNames(one, taken)).toEqual(one);
  expect(withOwnNames([image('a.png')], taken)[0]?.filename).toBe('a-2.png');
});
