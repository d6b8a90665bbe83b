import type { NextPage, Page, Query } from './readers/index.js';

/** Where in a list a page stands, and how it is asked for. */
export interface Place {
  readonly query: Query;
  readonly by: 'start' | 'last_item' | NextPage['by'];
  /** Its number, counted from 1, and how many entries come before it. */
  readonly page: number;
  readonly offset: number;
}

export const START: Place = { query: {}, by: 'start', page: 1, offset: 0 };

export interface Walk<T> {
  /** Each once, in the order in which they came. */
  readonly items: T[];
  /** `end`: the list is over. `enough`: the caller had enough. `cut`: more may stand behind, which the walk did not get to. */
  readonly ended: 'end' | 'enough' | 'cut';
  /** Where it goes on after a cut; null where that can't be told. */
  readonly rest: Place | null;
  /** The last page that held something. */
  readonly last: Place;
  readonly damaged: number;
  /** Whether it is known by now that pages are counted from 1. */
  readonly countsFromOne: boolean;
}

export interface WalkPlan<T> {
  /** Null when the list has no such page, `later` when the service can not answer now. */
  readonly ask: (place: Place) => Promise<Page<T> | null | 'later'>;
  /** Whether one more request may be sent. */
  readonly mayAsk: (requestsSent: number) => boolean;
  /** Whether nothing that matters stands behind this page. */
  readonly isEnough: (page: Page<T>) => boolean;
  readonly from?: Place;
  /** Whether it is known that pages are counted from 1. */
  readonly countsFromOne?: boolean;
}

/** Services with filters send empty pages in the middle; a list that goes on so is left. */
const MAX_BARREN = 4;

/**
 * Reads a list page by page, in whichever way its replies name the next. No page size is relied on: a list that says
 * nothing about more is asked once more. A token that stays the same is followed as long as it brings something new;
 * pages that repeat themselves end the walk.
 *
 * @returns null when the first page does not exist
 */
export async function walkPages<T extends { readonly id: string }>({ ask, mayAsk, isEnough, from = START, countsFromOne = false }: WalkPlan<T>): Promise<Walk<T> | null> {
  const found = new Map<string, T>();
  const sent = new Set<string>();
  let [last, damaged, barren, learned] = [from, 0, 0, countsFromOne];
  const walked = (ended: Walk<T>['ended'], rest: Place | null = null) => ({ items: [...found.values()], ended, rest, last, damaged, countsFromOne: learned });
  let place: Place | null = from;
  let isPromised = false;
  for (let requests = 0; place !== null; requests += 1) {
    if (!mayAsk(requests)) return walked('cut', place);
    const page: Page<T> | null | 'later' = await ask(place);
    if (page === 'later') return walked('cut', place);
    if (page === null) return requests === 0 ? null : walked(isPromised ? 'cut' : 'end');
    const fresh = page.items.filter(({ id }) => !found.has(id));
    if (isFirstAgain(place, page, fresh.length)) {
      place = { ...place, query: { ...place.query, page: '2' } };
      learned = true;
      continue;
    }
    for (const item of fresh) found.set(item.id, item);
    damaged += page.damaged;
    if (page.length > 0) last = place;
    if (isEnough(page)) return walked('enough');
    barren = fresh.length > 0 ? 0 : barren + 1;
    const isSentAgain = sent.has(key(place));
    sent.add(key(place));
    if (barren > 0 && requests > 0) {
      const verdict = verdictOnBarren(page, isSentAgain || barren > MAX_BARREN);
      const lastItem = [...found.keys()].at(-1);
      if (verdict === 'cut' && place.by !== 'last_item' && lastItem !== undefined) {
        place = placeAfterItem(last, lastItem);
        continue;
      }
      if (verdict !== 'goes_on') return walked(verdict);
    }
    isPromised = saysMore(page);
    const lastHere = page.items.at(-1)?.id;
    if (place.by === 'last_item' && page.next?.by === 'position' && lastHere !== undefined) place = isPromised ? placeAfterItem(place, lastHere) : null;
    else place = page.next === null ? null : placeAfter(place, page.length, page.next, learned);
  }
  return walked('end');
}

/** Where nobody says whether pages are counted from 0 or from 1, number 1 is asked for first: it may be the second. */
function isFirstAgain({ by, query }: Place, page: Page<unknown>, fresh: number): boolean {
  return by === 'position' && query['page'] === '1' && page.length > 0 && fresh === 0;
}

/** What a page that brought nothing new says about the rest: whoever repeats a page knows no other. */
function verdictOnBarren(page: Page<unknown>, isHopeless: boolean): 'goes_on' | 'end' | 'cut' {
  if (!saysMore(page)) return 'end';
  if (page.next?.by === 'position' && page.length > 0) return 'cut';
  return isHopeless ? 'end' : 'goes_on';
}

function saysMore({ next }: Page<unknown>): boolean {
  return next !== null && (next.by !== 'position' || next.isCertain);
}

function placeAfter(place: Place, length: number, next: NextPage, countsFromOne: boolean): Place {
  const after = { page: place.page + 1, offset: place.offset + length };
  if (next.by !== 'position') return { ...after, query: next.query, by: next.by };
  const sentNumber = place.by === 'position' ? place.query['page'] : undefined;
  const number = next.page ?? (sentNumber === undefined ? place.page + Number(countsFromOne) : Number(sentNumber) + 1);
  return { ...after, query: Object.fromEntries(next.names.map((name) => [name, String(name === 'page' ? number : after.offset)])), by: 'position' };
}

/** Some services count nothing and name no token: the page after an item is asked for by that item's id. */
function placeAfterItem({ page, offset }: Place, id: string): Place {
  return { page: page + 1, offset, by: 'last_item', query: { starting_after: id, after: id, cursor: id } };
}

function key({ query }: Place): string {
  return JSON.stringify(Object.entries(query).sort());
}
