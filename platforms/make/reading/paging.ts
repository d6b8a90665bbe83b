import type { Json, Request, Valid } from '../format/component.js';
import { asJson, call, choose, EMPTY, iml, isFilled, literal, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { notReadable } from './poll.js';
import { withoutSecret } from './secrets.js';

/**
 * How a list goes on (core: readers/next_page.ts). No page of the service shows it, so the usual names are looked for in
 * what a reply says around its list. A kind of module that pages has no steps: everything is noted with the reply, each
 * in a short expression of its own, and put together once.
 */
const AROUND = call('replace', asJson('body'), literal('/[[].+]/'), EMPTY);

/** What stands behind one of these names in a reply, as far as the second pattern allows; else nothing. */
function behind(names: string, value: string, rest: string): string {
  return `^.*"(${names})":${value}|${rest}.*$`;
}
const after = (names: string, value: string, rest: string): Expression => call('replace', AROUND, pattern(behind(names, value, rest), 'gi'), EMPTY);
const digits = (names: string) => after(names, '"?(?=[0-9])', '[^0-9]');
const token = (names: string) => call('replace', AROUND, pattern(`^.*"(${names})":("(?=[^"])|(?=[0-9]))|[",}].*$|^[{]`, 'gi'), EMPTY);

/** The query of the link that a `Link` header (RFC 8288) calls the next. */
const HEADER_QUERY = without(textOr('headers.link'), '^.*<[^>?]*[?](?=[^>]*>[^<]*rel="?([^"<]* )?next( [^"<]*)?"?( *[;,]|$))|[>#].*$|^.*<.*$', 'gi');
/** The same of a link in the reply. Its host counts for nothing: the key goes to no address that a reply names. */
const BODY_QUERY = call('replace', AROUND, pattern('^.*"(@odata.)?next(_?(page|url|link))*":([{]"(href|url)":)?"(?=https?:|[/?])[^"?]*[?]|["#].*$|^.*$', 'gi'), EMPTY);

/** Tokens, by the parameter with which they are sent back. */
const TOKENS = { cursor: 'next_?cursor', pageToken: 'nextPageToken', page_token: 'next_page_token', after: 'end_?cursor|after' } as const;
const PAGE = '(current_?)?page(_?number)?|number';
const PAGES = 'total_?pages|pages|page_?count|last_?page|num_?pages';
const NEXT = 'next_?page|next';
const TOLD = {
  more: after('has_?more|has_?next(_?page)?|is_?truncated|more', '(?=true|false)', '[^a-z]'),
  none: after('next(_?(page|url|link|cursor|token))*', '(?=null)', '[^a-z]'),
  next: digits(NEXT),
  offset: digits('offset|skip|start_?at|start|from'),
  // Whichever number tells that pages are counted.
  count: call('replace', AROUND, 'temp.find_count', EMPTY),
};

/** Numbers that a reply may tell, and what stands for one that it does not: every side of an `||` may be evaluated, so it is one as well. */
const NUMBERS = { page: PAGE, pages: PAGES, total: 'total(_?(count|items|elements|results))?' } as const;
const UNTOLD = '999999';

/** What a request for a list notes beforehand: how its numbers are found, as texts of patterns. */
export const PAGE_PATTERNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...NUMBERS, count: [NEXT, PAGE, PAGES].join('|') }).map(([name, names]) => [`find_${name}`, `/${behind(names, '"?(?=[0-9])', '[^0-9]')}/gi`]),
);
const numberOf = (name: string): Expression => call('parseNumber', textOr(call('replace', AROUND, `temp.find_${name}`, EMPTY), literal(UNTOLD)), literal('.'));

const first = (list: Expression): Expression => textOr(call('first', call('parseJSON', list)));
/** The page's items, read again from their text. */
export const ITEMS = call('parseJSON', 'temp.list');
const SEEN = `temp.seen + length(${ITEMS})`;
const HAS_QUERY = isFilled('temp.header + temp.link');
const NAMES = 'temp.header + temp.link + temp.token';
const BY_NAME = isFilled(NAMES);
const COUNTS_PAGES = isFilled('temp.told_count');
const COUNTS_ITEMS = `(${isFilled('temp.told_offset')} && length(temp.told_count) = 0)`;

/** What names a next page; where one page had it and the one behind has not, that was the last. */
const NAMING = ['header', 'link', 'token', 'told_next'];

/**
 * What is noted of a page.
 *
 * @param list the text of the list that the reply holds
 */
export function pageTemp(list: Expression): Readonly<Record<string, Json>> {
  return {
    // Of the page before, as long as nothing has taken its place.
    seen: iml(`ifempty(temp.seen, 0) + length(${call('parseJSON', textOr('temp.list', literal('[]')))})`),
    first_before: iml(choose(`length(${textOr('temp.list')}) > 2`, call('createJSON', first(textOr('temp.list', literal('[]')))), EMPTY)),
    named_before: iml(NAMING.map((name) => textOr(`temp.${name}`)).join(' + ')),
    barren: iml(`ifempty(temp.barren, 0) + ${choose(`length(${textOr('temp.list', literal('none'))}) <= 2`, '1', '0')}`),
    list: iml(withoutSecret(list)),
    header: iml(HEADER_QUERY),
    link: iml(BODY_QUERY),
    ...Object.fromEntries(Object.entries(TOKENS).map(([name, names]) => [name, iml(token(names))])),
    // Whichever of them.
    token: iml(token(Object.values(TOKENS).join('|'))),
    ...Object.fromEntries(Object.entries(TOLD).map(([name, value]) => [`told_${name}`, iml(value)])),
    ...Object.fromEntries(Object.keys(NUMBERS).map((name) => [name, iml(numberOf(name))])),
    // Its own limit ends a look rather than an error, after which nothing of the look would count.
    may_ask: iml("ifempty(headers.`x-ratelimit-remaining`, 'some') != '0'"),
  };
}

/** A query as the collection that it is: each first "=" of a pair parts name and value. */
const QUERY_AS_JSON = [
  [/(?<=(^|&)[^=&]*)=/, '":"'],
  [/&/, '","'],
].reduce((text, [search, by]) => call('replace', text, pattern((search as RegExp).source, 'g'), literal(by as string)), textOr('temp.header', 'temp.link'));

/** Services that count from 0 tell a number below that of the page. */
const NUMBER = choose('temp.page = pagination.page - 2', 'pagination.page - 1', 'pagination.page');

/** How the next page is asked for: as the reply names it, else by counting, in both usual ways where it shows none. */
export const NEXT_PAGE: NonNullable<Request['pagination']>['qs'] = {
  ...Object.fromEntries(Object.keys(TOKENS).map((name) => [name, iml(choose(HAS_QUERY, 'undefined', textOr(`temp.${name}`, 'undefined')))])),
  page: iml(choose(`${BY_NAME} || ${COUNTS_ITEMS}`, 'undefined', textOr('temp.told_next', NUMBER))),
  offset: iml(choose(`${BY_NAME} || ${COUNTS_PAGES}`, 'undefined', SEEN)),
  // Last: what is undefined above must not take away what stands here.
  '{{...}}': iml(call('parseJSON', choose(HAS_QUERY, `'{"' + ${call('decodeURL', QUERY_AS_JSON)} + '"}'`, "'{}'"))),
};

/** A service that does not know how it is asked repeats a page. */
const IS_NEW = `${call('createJSON', first('temp.list'))} != temp.first_before`;
/** Services with filters send empty pages in the middle, which name the next all the same; a list that goes on so is left. */
const MOST_BARREN = 10;
const MAY_FOLLOW = `(length(temp.list) > 2 || (temp.barren < ${MOST_BARREN} && ${BY_NAME}))`;
/** Whether the reply says anything about further pages. */
const SAYS_MORE = `${isFilled(`${NAMES} + temp.told_count + temp.told_more`)} || temp.total < ${UNTOLD}`;

/**
 * A shorter list that says nothing about more is whole. A service that refuses parameters which it does not know would
 * answer one question too many with an error, after which nothing of the look counts.
 */
const MAY_BE_CUT = 10;

/** Whether the list may go on behind this page, as far as it can be told. */
export function goesOn(mostPages: number): Expression {
  return [
    `pagination.page <= ${mostPages}`,
    `(${SAYS_MORE} || length(${ITEMS}) >= ${MAY_BE_CUT})`,
    MAY_FOLLOW,
    IS_NEW,
    "temp.told_more != 'false'",
    `(length(temp.told_none + temp.named_before) = 0 || ${isFilled(`${NAMES} + temp.told_next`)} || temp.told_more = 'true')`,
    'pagination.page <= temp.pages',
    `${SEEN} < temp.total`,
    'temp.may_ask',
  ].join(' && ');
}

/** Ends the module with a sentence at a reply that holds no list, or points elsewhere: its empty list would be taken for the end of all. */
export function checkList(expected: string, list = 'temp.list'): Valid {
  return { condition: iml(`statusCode < 300 && indexOf(${list}, '[') = 0`), type: 'DataError', message: notReadable(expected) };
}
