import type { Request } from '../../format/component.js';
import { textsIn, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';
import { expressionsIn } from '../iml.js';

/** What is told of Make in more than one way, so that no expression may rest on it (docs/make-engine.md, "Readings"). */
const DOUBTFUL: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/\bemptystring\b/, 'uses emptystring, which may be an object'],
  [/!?={1,3} *(''|"")|(''|"") *!?={1,3}/, 'compares with an empty text, which a loose equality takes for 0 and false'],
  [/\b(length|indexOf|map|first|last)\(data\./, 'reads trigger data that the panel may not have'],
];
/** Of a reply: a text of it is the same however `temp` is merged, a list or collection is not. */
const WHOLE = /^\{\{(body(\.\w+)*|item)\}\}$/;

/** Expressions that mean the same however Make is read. */
export function* holdsUnderEveryReading({ components }: EmittedApp): Generator<Fault> {
  for (const { id, steps, epoch } of components) {
    for (const { path, text } of textsIn([steps, epoch])) {
      for (const expression of safely(text)) {
        for (const [pattern, problem] of DOUBTFUL) if (pattern.test(expression)) yield { where: `${id}: ${path}`, problem };
        if (/\bdata\.last/.test(expression) && !/\bif\(data\.last\w+,/.test(expression)) yield { where: `${id}: ${path}`, problem: 'reads trigger data without asking whether it is there' };
      }
    }
    for (const [at, step] of steps.entries()) yield* inStep(`${id}: ${at}`, step);
  }
}

function* inStep(where: string, { repeat, url, encodeUrl, response }: Request): Generator<Fault> {
  if (url !== undefined && /encodeURL\(/.test(url) && encodeUrl !== false) yield { where, problem: 'escapes an address that Make escapes once more' };
  for (const [name, value] of Object.entries(repeat === undefined ? {} : (response?.temp ?? {}))) {
    if (typeof value !== 'string' || WHOLE.test(value)) yield { where, problem: `keeps ${name} of each reply as what it is, and two replies may be merged` };
  }
}

/** What is no IML is another rule's business. */
function safely(text: string): string[] {
  try {
    return expressionsIn(text);
  } catch {
    return [];
  }
}
