import { KIND_BY_EXTENSION } from '../../../core/model/images.js';
import { call, choose, EMPTY, literal, pattern, without, type Expression } from '../iml/expression.js';

/**
 * How links are found: a reply is taken as JSON text, every link that stands where results stand is marked, and all but
 * the marked links is taken away. IML has no loop that could walk through a reply; and a text has no shape that could
 * break an expression (docs/make-engine.md, "Requests and replies").
 */
const MARK = '<';
/** Keys under which models put results (core: readers/images_in_reply.ts). */
const RESULT_KEYS = '(generated_?)?images?|(image|output|file|download)?_?ur[il]s?|(file|output|result)s?|src|href';
/** The same in a list, where one expression has to hold all of it. */
const LISTED_KEYS = 'images?|outputUrls?|urls?|files?|outputs?';
/** Where a link begins that is a result: at the start, in a list, or under one of the keys. */
const linkStart = (keys: string): string => `(^|[,[]|"(${keys})" *:) *"(?=https?:[/][/][^ "/?#])`;
const OBJECT = '[{]([^{}]|[{][^{}]*[}])*[}]';
/** What is no result, and what is one of another kind. */
const ASIDE = `"(inputs?|params|parameters|config|videos?|audios?)" *: *(${OBJECT}|[[][^[-^]*[[-^])`;
const OTHER_KIND = '[{][^{}]*"(content|mime)_?type" *: *"(video|audio)[^{}]*[}]';
/** A node that the person filled in: what stands in its record behind its type. */
const INPUT_NODE = '"(nodeType|type|category)" *: *"input((?!"nodeId").)*';
/** Links of files that are no pictures. A link that says nothing about itself is taken for one, as in the core. */
const OTHER_FILES = `<[^<]+[.](${Object.entries(KIND_BY_EXTENSION)
  .filter(([, kind]) => kind !== 'image')
  .map(([extension]) => extension)
  .join('|')})([?#][^<]*)?(?=<|$)`;

/** Pictures that belong to something else than the result (core: files_elsewhere.ts). */
const BESIDE = ['workflow|user|owner|author|avatar|logo|icon|thumb|preview', 'cover|template|sample|default|reference|hook|callback'].map((names) => `"[a-z_]*(${names})[a-z_]*" *: *("[^"]*"|${OBJECT})`);

/** What is taken out of a reply so that only the parts are left that may hold results; with the first, the sign that marks. */
export const NO_RESULTS: readonly string[] = [`${MARK}|${ASIDE}`, OTHER_KIND, INPUT_NODE];

/** The same where the whole reply is searched, since no place that is known has given anything. */
export const NO_RESULTS_ELSEWHERE: readonly string[] = [...NO_RESULTS, ...BESIDE];

export function markedLinks(json: Expression): Expression {
  return call('replace', json, pattern(linkStart(RESULT_KEYS), 'gi'), literal(MARK));
}

/** From the last node on that gives a link: most people take the first picture, and want the finished one. */
export function lastGiver(marked: Expression): Expression {
  return without(marked, `^.*"nodeId"(?=((?!"nodeId").)*${MARK})`);
}

/** All but marked links. */
const NO_LINK = '"[^<]*|^[^<]*';

/** The links alone, each behind a mark. */
export function linksOnly(marked: Expression): Expression {
  return without(marked, NO_LINK, 'g');
}

export function picturesOnly(links: Expression): Expression {
  return without(links, OTHER_FILES, 'gi');
}

/** For a list, whose items have no steps: all these patterns, which its request notes beforehand. */
export const LINK_PATTERNS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(NO_RESULTS.map((noResult, at) => [`find_no_result_${at + 1}`, `/${noResult}/gi`])),
  find_link: `/${linkStart(LISTED_KEYS)}/gi`,
  find_no_link: `/${NO_LINK}/g`,
  find_other_file: `/${OTHER_FILES}/gi`,
};

/** The links of pictures in a reply, each behind a mark, in one expression. Needs `LINK_PATTERNS`. */
export function listedPictures(json: Expression): Expression {
  const marked = call('replace', NO_RESULTS.reduce((rest, _, at) => call('replace', rest, `temp.find_no_result_${at + 1}`, EMPTY), json), 'temp.find_link', literal(MARK));
  return ['temp.find_no_link', 'temp.find_other_file'].reduce((links, found) => call('replace', links, found, EMPTY), marked);
}

/** The pictures as a list, each once; a blank in a link is escaped. */
export function linkList(links: Expression): Expression {
  const joined = without(call('replace', links, pattern(' ', 'g'), literal('%20')), `^${MARK}`);
  return choose(`length(${links}) > 0`, call('distinct', call('split', joined, literal(MARK))), 'emptyarray');
}

/** In no reply; were it in one, a wait would end without its few seconds of grace. */
const FOUND = '<<>>';
/** As the text of a pattern: a link that could be a result. */
export const RESULT_LINK = `/${linkStart(LISTED_KEYS)}/gi`;

/** Whether a whole reply, as JSON, holds what `RESULT_LINK` finds; where a result stands elsewhere, a wait takes its few seconds of grace. */
export function hasLink(json: Expression, links: Expression): Expression {
  return call('contains', call('replace', json, links, literal(FOUND)), literal(FOUND));
}
