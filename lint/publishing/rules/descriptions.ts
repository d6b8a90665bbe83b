import type { Definition } from '../definition.js';
import type { Finding, Rule } from '../rule.js';
import { authFields, displays, inputsOf, outputsOf, steps, visibleSteps } from '../steps.js';
import { APP_NAME, countWords, firstWord, startsWithThirdPersonVerb, thirdPerson } from '../words.js';

/** “No more than a handful of additional words”, say Zapier's guidelines; the cut is ours. */
const MAX_WORDS = 30;
const NOT_FIND = ['Get', 'List', 'Search', 'Fetch', 'Retrieve', 'Lookup', 'Look', 'Query', 'Read'];

export const createDescriptions: Rule = {
  id: 'create-description',
  says: 'Each create’s description starts with what it does (“Creates …”) and ends with a full stop.',
  check: (app) =>
    visibleSteps(app, ['creates'])
      .filter(({ step: { display } }) => !isSentence(display.description) || !(startsWithThirdPersonVerb(display.description) || startsWith(display.description, display.label)))
      .map(({ where, step: { display } }) => ({ where: `${where}.description`, what: `“${display.description ?? ''}”.`, instead: `Start with the verb, as in “${thirdPerson(firstWord(display.label ?? 'Create'))} …”, and end with a full stop.` })),
};

export const searchWords: Rule = {
  id: 'search-words',
  says: 'Each search is called “Find …”, or by another verb where it finds nothing, and its description starts with that verb or “Finds”.',
  check: (app) =>
    visibleSteps(app, ['searches']).flatMap(({ where, step: { display } }) => {
      const { label = '', description = '' } = display;
      const findings: Finding[] = [];
      if (NOT_FIND.includes(firstWord(label))) findings.push({ where: `${where}.label`, what: `“${label}”.`, instead: `Write “${label.replace(/^\S+/, 'Find')}”.` });
      else if (firstWord(label) !== 'Find' && !startsWithThirdPersonVerb(thirdPerson(firstWord(label)))) findings.push({ where: `${where}.label`, what: `“${label}” starts with no verb.`, instead: `Write “Find ${label}”.` });
      const startsWell = firstWord(description) === 'Finds' || (firstWord(label) !== 'Find' && startsWith(description, label));
      if (!startsWell || !isSentence(description)) findings.push({ where: `${where}.description`, what: `“${description}”.`, instead: 'Write “Finds … .”' });
      return findings;
    }),
};

export const descriptionStyle: Rule = {
  id: 'description-style',
  says: 'Descriptions are short, do not name the app, and do not capitalise its things.',
  check: (app) =>
    visibleSteps(app).flatMap(({ where: step, step: { display } }) => {
      const { label = '', description = '' } = display;
      const where = `${step}.description`;
      const capitalised = capitalisedNoun(app, description);
      return [
        ...(countWords(description) > MAX_WORDS ? [{ where, what: `${countWords(description)} words.`, instead: `Say it in at most ${MAX_WORDS}.` }] : []),
        ...(`${label} ${description}`.includes(APP_NAME) ? [{ where: step, what: `Names ${APP_NAME}, which stands beside it.`, instead: 'Leave the name out.' }] : []),
        ...(capitalised === null ? [] : [{ where, what: `“${capitalised}” with a capital.`, instead: `Write “${capitalised.toLowerCase()}”.` }]),
        ...(description.replace(/\.$/, '').toLowerCase() === label.toLowerCase() ? [{ where, what: 'Repeats the label.', instead: 'Say what it does.' }] : []),
      ];
    }),
};

const isSentence = (text: string | undefined): text is string => text !== undefined && /^\p{Lu}.*\.$/su.test(text);

const startsWith = (description: string, label = ''): boolean => firstWord(description) === thirdPerson(firstWord(label)) && firstWord(label) !== '';

/** A noun of the app with a capital inside a sentence; labels that the sentence quotes keep theirs. */
function capitalisedNoun(app: Definition, description: string): string | null {
  const fields = [...authFields(app), ...steps(app).flatMap((step) => [...inputsOf(step), ...outputsOf(step)])];
  const labels = [...displays(app).map(({ display }) => display.label), ...fields.map(({ field }) => field.label)];
  // A label of one word can not be told from the noun itself.
  const quoted = labels.filter((label): label is string => label?.includes(' ') === true).sort((a, b) => b.length - a.length);
  const rest = quoted.reduce((text, label) => text.replaceAll(label, ''), description);
  const nouns = steps(app).flatMap(({ step }) => (step.noun === undefined ? [] : [step.noun]));
  return nouns.find((noun) => new RegExp(`[^.!?\\s]\\s+${noun}s?\\b`).test(rest)) ?? null;
}
