import type { Rule } from '../rule.js';
import { isRecord, sampleValues } from '../samples.js';
import { visibleSteps } from '../steps.js';
import { visibleTexts, type Text } from '../texts.js';
import { plain } from '../words.js';

/** What developers say, each with what to say instead. */
const JARGON: readonly (readonly [words: RegExp, instead: string])[] = [
  [/\b(boolean|true\/false)\b/i, 'Say “yes or no”.'],
  [/\b(strings?|integers?|floats?|enums?|arrays?|regex|null|undefined)\b/i, 'Say “text”, “whole number”, “number”, “choice”, “list”, “pattern” or “empty”.'],
  [/\b(endpoints?|payloads?|callbacks?|query string|request body|status code|backend)\b/i, 'Say what happens for the person.'],
  [/\b(HTTPS?|REST|API call)\b/, 'Say what happens for the person.'],
  [/\b(POST|PUT|PATCH|DELETE)\b/, 'Say “sends”, “changes” or “deletes”.'],
  [/\b(params?|parameters?)\b/i, 'Say “field” or “input”.'],
  [/\b(poll|polls|polled|polling)\b/i, 'Say “looks again”.'],
  [/\b(idempoten\w+|cached?|caches|(de)?hydrat\w+|seriali[sz]\w+|async\w*|UUIDs?|slugs?|bundle|inputData|JWT)\b/i, 'Say what it does for the person.'],
  [/\b(TODO|FIXME|TBD|lorem ipsum)\b/i, 'Write it, or leave it out.'],
  [/\$func|\{\{|\}\}|<[a-z/][^>]*>/i, 'Write words.'],
  [/(?<![\w/.:@-])[a-z]+[a-z0-9]*(_[a-z0-9]+)+\b/, 'Write the label of the field, or put a literal value in backticks.'],
  [/(?<![\w/.:@-])[a-z]+[a-z0-9]*[A-Z]\w*/, 'Write the label of the field, or put a literal value in backticks.'],
];
const ADDRESS = /\bhttps?:\/\/\S+/g;

export const jargon: Rule = {
  id: 'jargon',
  says: 'What people read is in their words: no developers’ terms and no names from our code.',
  check: (app) =>
    visibleTexts(app).flatMap(({ where, text, part, field }) => {
      const words = plain(text).replace(ADDRESS, '');
      const findings = part === 'placeholder' ? [] : JARGON.filter(([pattern]) => pattern.test(words));
      return [
        ...findings.map(([pattern, instead]) => ({ where, what: `“${pattern.exec(words)?.[0]}” in “${text}”.`, instead })),
        ...(/\bJSON\b/.test(words) && !takesJson(field) ? [{ where, what: `“JSON” in “${text}”.`, instead: 'Say it only where somebody has to type JSON.' }] : []),
      ];
    }),
};

const takesJson = (field: Text['field']): boolean => ['json', 'code', 'text'].includes(field?.type ?? '');

const MADE_UP = /^(string|text|test|foo|bar|baz|foobar|lorem\b.*|example|todo|abc|xyz|asdf|qwerty|1234?5?|n\/a|null|undefined)$/i;

export const realisticSamples: Rule = {
  id: 'realistic-samples',
  says: 'A sample looks like the real thing.',
  check: (app) =>
    visibleSteps(app).flatMap(({ where, step: { operation } }) =>
      (isRecord(operation.sample) ? sampleValues(operation.sample) : [])
        .filter(({ value }) => typeof value === 'string' && MADE_UP.test(value.trim()))
        .map(({ key, value }) => ({ where: `${where}.sample.${key}`, what: `“${String(value)}”.`, instead: 'Write what a real run could give.' })),
    ),
};
