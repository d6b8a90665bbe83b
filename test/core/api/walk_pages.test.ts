import type { NextPage, Page } from '../../../core/api/readers/index.js';
import { START, walkPages, type Place } from '../../../core/api/walk_pages.js';

type Item = { readonly id: string };
const page = (ids: readonly string[], next: NextPage | null, more: Partial<Page<Item>> = {}): Page<Item> => ({ items: ids.map((id) => ({ id })), length: ids.length, damaged: 0, next, ...more });
const token = (cursor: string): NextPage => ({ by: 'token', query: { cursor } });
const maybe: NextPage = { by: 'position', page: null, names: ['page', 'offset'], isCertain: false };
const surely: NextPage = { ...maybe, isCertain: true };

async function walk(answer: (place: Place, index: number) => Page<Item> | null | 'later', { most = 20, from = START, enough = () => false as boolean } = {}) {
  const asked: Place['query'][] = [];
  const walked = await walkPages<Item>({ ask: async (place) => (asked.push(place.query), answer(place, asked.length - 1)), mayAsk: (requests) => requests < most, isEnough: enough, from });
  return { walked, asked, ids: walked?.items.map(({ id }) => id).join('') };
}
const LETTERS = 'abcdefghijkl';

describe('a list is read to its end', () => {
  test('page after page, as the tokens say', async () => {
    const { ids, asked, walked } = await walk((_place, index) => page([LETTERS[index] as string], index < 3 ? token(`t${index}`) : null));
    expect([ids, walked?.ended]).toEqual(['abcd', 'end']);
    expect(asked).toEqual([{}, { cursor: 't0' }, { cursor: 't1' }, { cursor: 't2' }]);
  });

  test('over empty pages that name a next one', async () => {
    expect((await walk((_place, index) => page(index === 0 || index === 3 ? [`${index}`] : [], index < 3 ? token(`t${index}`) : null))).ids).toBe('03');
  });

  test('with a token that stays the same while something new comes', async () => {
    expect((await walk((_place, index) => page(index < 4 ? [LETTERS[index] as string] : [], token('same')))).ids).toBe('abcd');
  });

  test.each([['that stays the same', () => 'same'], ['that is a new one every time', (index: number) => `t${index}`]])('and no further, where the last page has a token too %s', async (_name, next) => {
    const { ids, asked, walked } = await walk((_place, index) => page(index < 2 ? [LETTERS[index] as string] : [], token(next(index))));
    expect([ids, walked?.ended]).toEqual(['ab', 'end']);
    expect(asked.length).toBeLessThanOrEqual(8);
  });

  const inPages = (size: number, total: number, first: 0 | 1, hint: NextPage) => ({ query }: Place) => {
    const from = (Number(query['page'] ?? first) - first) * size;
    return page([...LETTERS].slice(from, Math.min(from + size, total)), hint);
  };
  test.each([0, 1] as const)('whether pages are counted from 0 or 1: from %s', async (first) => {
    for (const hint of [maybe, surely]) expect((await walk(inPages(3, 10, first, hint))).ids).toBe('abcdefghij');
  });
  test('by offset', async () => {
    expect((await walk(({ query }) => page([...LETTERS].slice(Number(query['offset'] ?? 0), Number(query['offset'] ?? 0) + 5), maybe))).ids).toBe(LETTERS);
  });
  test('after the last item, where a list says that there is more and neither counts nor names a token', async () => {
    const { ids, walked } = await walk(({ query }) => {
      const from = query['starting_after'] === undefined ? 0 : LETTERS.indexOf(query['starting_after']) + 1;
      return page([...LETTERS].slice(from, from + 5), from + 5 < LETTERS.length ? surely : null);
    });
    expect([ids, walked?.ended]).toEqual([LETTERS, 'end']);
  });
  test('also with entries that can not be read', async () => {
    const { ids, walked } = await walk(({ query }) => {
      const from = Number(query['offset'] ?? 0);
      return from >= 9 ? page([], maybe) : page([...LETTERS].slice(from, from + 2), maybe, { length: 3, damaged: 1 });
    });
    expect([ids, walked?.damaged]).toEqual(['abdegh', 3]);
  });
  test('while new entries push the others on', async () => {
    const { ids } = await walk(({ query }, index) => {
      const shifted = [...Array.from({ length: index }, (_, count) => `${count}`), ...LETTERS];
      const from = (Number(query['page'] ?? 1) - 1) * 4;
      return page(shifted.slice(from, from + 4), maybe);
    });
    expect([...LETTERS].filter((letter) => !ids?.includes(letter))).toEqual([]);
  });
});

describe('where a walk ends', () => {
  test('a list that ignores what page is asked for ends; one that says that there is more is cut', async () => {
    expect((await walk(() => page(['a', 'b'], maybe))).walked).toMatchObject({ ended: 'end' });
    const cut = await walk(() => page(['a', 'b'], surely));
    expect(cut.walked).toMatchObject({ ended: 'cut', rest: null });
    expect(cut.asked.length).toBeLessThanOrEqual(5);
  });
  test('what may be asked no more is the rest', async () => {
    const { walked } = await walk((_place, index) => page([LETTERS[index] as string], token(`t${index}`)), { most: 3 });
    expect(walked).toMatchObject({ ended: 'cut', rest: { query: { cursor: 't2' }, page: 4, offset: 3 } });
    expect((await walk((_place, index) => page([`r${index}`], null), { from: walked?.rest as Place })).asked).toEqual([{ cursor: 't2' }]);
  });
  test('a service that can not answer now leaves the rest', async () => {
    expect((await walk((_place, index) => (index === 1 ? 'later' : page(['a'], token('t'))))).walked).toMatchObject({ ended: 'cut', rest: { query: { cursor: 't' } } });
  });
  test('what is enough ends it', async () => expect((await walk(() => page(['a'], token('t')), { enough: () => true })).walked).toMatchObject({ ended: 'enough', rest: null }));
  test('without a first page there is no list; a later one that is missing ends it, or cuts what was promised', async () => {
    expect((await walk(() => null)).walked).toBeNull();
    expect((await walk((_place, index) => (index === 0 ? page(['a'], maybe) : null))).walked).toMatchObject({ ended: 'end' });
    expect((await walk((_place, index) => (index === 0 ? page(['a'], surely) : null))).walked).toMatchObject({ ended: 'cut' });
  });
});
