import type { Request, Response } from '../format/component.js';
import { asJson, call, choose, firstOf, iml, literal, pattern, textOr } from '../iml/expression.js';
import { checkList, goesOn, ITEMS, NEXT_PAGE, pageTemp } from './paging.js';

const MAX_PAGES = 25;

export const WORKFLOW_ID = firstOf(['item.id', 'item.workflowId']);
const BEFORE = call('parseJSON', textOr('temp.list', literal('[]')));
/** Numbers get the quotes that texts have: 12 is not 112. */
const QUOTED = '(?<=[[,])(?=[0-9])|(?<=[0-9])(?=,|])';
const IDS_BEFORE = `${textOr('temp.ids_before')} + ${['id', 'workflowId'].map((key) => call('replace', call('createJSON', call('map', BEFORE, literal(key))), pattern(QUOTED, 'g'), literal('"'))).join(' + ')}`;
const IDS = call('map', ITEMS, "'id'");
/** Pages overlap, and a list may hold what is shared beside what is owned. Without ids, whether they leave gaps or not, nothing is the same. */
const EACH_ONCE = choose(`length(${IDS}) = length(${ITEMS}) && indexOf(${call('createJSON', IDS)}, 'null') < 0`, call('distinct', ITEMS, "'id'"), ITEMS);

/** Bare, or wrapped (core: readers/workflow.ts). */
const LIST = firstOf(['body.workflows', 'body.items', 'body.results', 'body.data.workflows', 'body.data.items', 'body.data', 'body']);

interface Pages {
  readonly response: Pick<Response, 'temp' | 'valid' | 'iterate'>;
  readonly pagination: NonNullable<Request['pagination']>;
}

/** The account's workflows, page by page, each once (core: readers/workflow.ts). */
export const workflowPages: Pages = {
  response: {
    temp: { ids_before: iml(IDS_BEFORE), ...pageTemp(asJson(LIST)) },
    valid: checkList('a list of workflows'),
    iterate: { container: iml(EACH_ONCE), condition: iml(`indexOf(temp.ids_before, '"' + ${call('toString', textOr(WORKFLOW_ID))} + '"') < 0`) },
  },
  pagination: { qs: NEXT_PAGE, condition: iml(goesOn(MAX_PAGES)) },
};
