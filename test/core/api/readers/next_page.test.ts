import { readNextPage } from '../../../../core/api/readers/next_page.js';
import { reply } from '../../../helpers/core.js';

const FIRST = { page: 1, offset: 0 };
const next = (body: unknown, { position = FIRST, length = 30, link = null as string | null } = {}) => readNextPage(reply(body, { link }), position, length);
const counted = (more: object = {}) => ({ by: 'position', page: null, names: ['page', 'offset'], isCertain: true, ...more });

describe('what a reply names is taken', () => {
  test.each<[string, object, string, object]>([
    ['a cursor', { nextCursor: 'abc' }, 'token', { cursor: 'abc' }],
    ['a cursor in pagination', { pagination: { next_cursor: 'abc' } }, 'token', { cursor: 'abc' }],
    ['a cursor by that name alone', { paging: { cursor: 'abc' } }, 'token', { cursor: 'abc' }],
    ['a cursor called next', { data: [], next: 'abc' }, 'token', { cursor: 'abc' }],
    ['the cursors of a graph', { paging: { cursors: { before: 'x', after: 'abc' } } }, 'token', { after: 'abc' }],
    ['a page of a graph', { pageInfo: { endCursor: 'abc', hasNextPage: true } }, 'token', { after: 'abc' }],
    ['an after in a next', { paging: { next: { after: 'abc' } } }, 'token', { after: 'abc' }],
    ['a page token', { nextPageToken: 't' }, 'token', { pageToken: 't' }],
    ['a page token in snake case', { meta: { next_page_token: 't' } }, 'token', { page_token: 't' }],
    ['a number as a cursor', { nextCursor: 20 }, 'token', { cursor: '20' }],
    ['an offset', { next_offset: 40 }, 'token', { offset: '40' }],
    ['a link', { next: 'https://elsewhere.example/v9/list?page=2&limit=30' }, 'link', { page: '2', limit: '30' }],
    ['a link without a host', { next_page_url: '/list?page=2' }, 'link', { page: '2' }],
    ['a link in links', { links: { next: '/list?after=7' } }, 'link', { after: '7' }],
    ['a link with a href', { _links: { next: { href: '/list?after=7' } } }, 'link', { after: '7' }],
    ['a link by its relation', { links: [{ rel: 'self', href: '/list?a=1' }, { rel: 'next', href: '/list?after=7' }] }, 'link', { after: '7' }],
  ])('%s', (_name, body, by, query) => expect(next(body)).toEqual({ by, query }));

  test.each([
    ['<https://elsewhere.example/list?page=2>; rel="next"', { page: '2' }],
    ['<https://elsewhere.example/list?page=1>; rel="first", <https://elsewhere.example/list?page=2>; rel="next last"', { page: '2' }],
    ['</list?cursor=a,b>; title="x"; rel=next', { cursor: 'a,b' }],
  ])('the header %s', (link, query) => expect(next([], { link })).toEqual({ by: 'link', query }));
  test.each(['<https://elsewhere.example/list?page=1>; rel="prev"', 'next', ''])('the header “%s” names no next page', (link) => expect(next([1], { link })).toMatchObject({ by: 'position', isCertain: false }));
});

describe('what a reply counts is counted on', () => {
  test.each<[string, object, object | null]>([
    ['more to come', { hasMore: true }, counted()],
    ['more to come, in snake case', { meta: { has_more: true } }, counted()],
    ['a next page', { pagination: { hasNextPage: true } }, counted()],
    ['a next page, by its number', { nextPage: 2 }, counted({ page: 2, names: ['page'] })],
    ['a next page, by its number as text', { meta: { next_page: '2' } }, counted({ page: 2, names: ['page'] })],
    ['a number of pages', { totalPages: 3 }, counted()],
    ['pages, with this one', { pagination: { page: 1, pages: 3 } }, counted({ page: 2, names: ['page'] })],
    ['pages counted from 0', { number: 0, totalPages: 2, last: false }, counted({ page: 1, names: ['page'] })],
    ['a total', { total: 31 }, counted()],
    ['a total as text', { meta: { totalCount: '90' } }, counted()],
    ['a total under count', { count: 75 }, counted()],
    ['an offset of its own name', { skip: 0, total: 90 }, counted({ names: ['skip'] })],
    ['not the last', { last: false }, counted()],
    ['no hint', {}, counted({ isCertain: false })],
    ['no more', { hasMore: false, total: 50 }, null],
    ['no more, and a cursor all the same', { pageInfo: { endCursor: 'abc', hasNextPage: false } }, null],
    ['the last one', { last: true, totalPages: 9 }, null],
    ['an empty cursor', { nextCursor: null }, null],
    ['a cursor without a text', { nextPageToken: '' }, null],
    ['no link', { next: null, results: [] }, null],
    ['the last page', { totalPages: 1 }, null],
    ['the last page, counted from 0', { meta: { page: 0, totalPages: 1 } }, null],
    ['a total that is reached', { total: 30 }, null],
    ['its own cursor, and no next one', { cursor: 'own', nextCursor: null }, null],
  ])('%s', (_name, body, expected) => expect(next(body)).toEqual(expected));

  test('an empty page that says nothing is the last', () => expect(next([], { length: 0 })).toBeNull());
  test('entries that came before are counted', () => {
    expect(next({ total: 42 }, { position: { page: 5, offset: 40 }, length: 1 })).toEqual(counted());
    expect(next({ total: 41 }, { position: { page: 5, offset: 40 }, length: 1 })).toBeNull();
  });
  test('the later pages of those counted from 0 are counted from 0', () => {
    expect(next({ page: 1, totalPages: 3 }, { position: { page: 2, offset: 30 } })).toMatchObject({ page: 2 });
    expect(next({ page: 2, totalPages: 3 }, { position: { page: 3, offset: 60 } })).toBeNull();
  });
});
