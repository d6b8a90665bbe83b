import type { Request, Response } from '../format/component.js';
import { asJson, call, choose, firstOf, iml, literal, pattern, textOr } from '../iml/expression.js';
import { checkList, goesOn, ITEMS, NEXT_PAGE, PAGE_PATTERNS, pageTemp } from './paging.js';
import { AN_ID, isId } from './values.js';

const MAX_PAGES = 25;

export const WORKFLOW_ID = firstOf(['item.id', 'item.workflowId']);
export const WORKFLOW_NAME = firstOf(['item.name', 'item.workflowName', 'item.title', 'item.id', 'item.workflowId']);
const BEFORE = call('parseJSON', textOr('temp.list', literal('[]')));
/** What stands between two IDs in JSON, brackets and quotes included: one quote of ours, so that 12 is not found in 112. */
const BETWEEN_IDS = '[^a-z0-9_.:~-]+';
const IDS_BEFORE = `${textOr('temp.ids_before')} + ${call('replace', ['id', 'workflowId'].map((key) => call('createJSON', call('map', BEFORE, literal(key)))).join(' + '), pattern(BETWEEN_IDS, 'gi'), literal('"'))}`;
const IDS = call('map', ITEMS, "'id'");
/**
 * Pages overlap, and a list may hold what is shared beside what is owned. Without IDs nothing is the same: they are too few, or
 * they are null, and of two nulls one stands behind a comma.
 */
const EACH_ONCE = choose(`length(${IDS}) = length(${ITEMS}) && indexOf(${call('createJSON', IDS)}, ',n') < 0`, call('distinct', ITEMS, "'id'"), ITEMS);

/** Bare, or wrapped (core: readers/workflow.ts). */
const LIST = firstOf(['body.workflows', 'body.items', 'body.results', 'body.data.workflows', 'body.data.items', 'body.data', 'body']);

interface Pages {
  readonly temp: Readonly<Record<string, string>>;
  readonly response: Pick<Response, 'temp' | 'valid' | 'iterate'>;
  readonly pagination: NonNullable<Request['pagination']>;
}

/** The account's workflows, page by page, each once (core: readers/workflow.ts). */
export const workflowPages: Pages = {
  temp: PAGE_PATTERNS,
  response: {
    temp: { ids_before: iml(IDS_BEFORE), ...pageTemp(asJson(LIST)), an_id: AN_ID },
    valid: checkList('a list of workflows'),
    iterate: { container: iml(EACH_ONCE), condition: iml(`${isId(WORKFLOW_ID)} && indexOf(temp.ids_before, '"' + ${call('toString', textOr(WORKFLOW_ID, literal('?')))} + '"') < 0`) },
  },
  pagination: { qs: NEXT_PAGE, condition: iml(goesOn(MAX_PAGES)) },
};
