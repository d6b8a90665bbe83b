import { KIND_BY_EXTENSION } from '../../../core/model/images.js';
import { call, choose, firstOf, listOr, literal, pattern, textOr, type Expression } from '../iml/expression.js';

const SPACE = literal(' ');

/** Links of files that are no pictures. A link that says nothing about itself is taken for a picture, as in the core. */
const OTHER_FILES = `[^ ]+[.](${Object.entries(KIND_BY_EXTENSION)
  .filter(([, kind]) => kind !== 'image')
  .map(([extension]) => extension)
  .join('|')})([?#][^ ]*)?(?= |$)`;

const joined = (list: Expression): Expression => call('join', list, SPACE);
const mapped = (list: Expression, key: string): Expression => call('map', list, literal(key));

/**
 * The links of an execution's pictures as one text with spaces between them: what the service names as final first,
 * otherwise what the last node gave, then the rest in the order of the nodes, as in the core.
 *
 * As a text, links from several places of a reply can be put one after the other and sifted; IML has no other way to
 * do so with lists (docs/make.md, "Replies").
 *
 * @param run the object that speaks of the execution
 */
export function imageLinks(run: Expression): Expression {
  const states = listOr(`${run}.nodeStates`);
  const runs = listOr(firstOf([`${run}.nodeResults.nodeRuns`, `${run}.nodeRuns`, `${run}.executionRuns[1].nodeRuns`]));
  const stateLinks = mapped(states, 'outputUrls');
  const runImages = mapped(mapped(runs, 'output'), 'images');
  const final = textOr(`${run}.finalOutput.url`);
  const ofLastNode = `${joined(listOr(call('last', stateLinks)))} + ' ' + ${joined(mapped(listOr(call('last', runImages)), 'url'))}`;
  const parts = [
    choose(`${run}.finalOutput.url`, final, ofLastNode),
    joined(call('flatten', stateLinks)),
    joined(mapped(states, 'outputUrl')),
    joined(mapped(call('flatten', runImages), 'url')),
    joined(mapped(mapped(runs, 'output'), 'url')),
  ];
  const all = parts.join(` + ' ' + `);
  const pictures = call('replace', all, pattern(OTHER_FILES, 'gi'), 'emptystring');
  return call('trim', call('replace', pictures, pattern(' +', 'g'), SPACE));
}

/** The links as a list, each once. `split` makes one empty item of an empty text, so that is told apart. */
export function linkList(links: Expression): Expression {
  return choose(`${links} = emptystring`, 'emptyarray', call('distinct', call('split', links, SPACE)));
}
