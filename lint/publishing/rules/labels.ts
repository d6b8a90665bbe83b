import type { Rule } from '../rule.js';
import { authFields, displays, inputsOf, isOpen, outputsOf, visibleSteps, type PlacedField } from '../steps.js';

export const labels: Rule = {
  id: 'label',
  says: 'Everything that is shown has a label, and no two in one place have the same.',
  check: (app) => {
    const lists: PlacedField[][] = [authFields(app), ...visibleSteps(app).flatMap((step) => [inputsOf(step), outputsOf(step)])];
    const names = displays(app).map(({ where, display }) => ({ where, label: display.label ?? '', list: where.split('.')[0] }));
    const fields = lists.flatMap((list, index) => list.filter(({ field }) => field.type !== 'copy').map(({ where, field }) => ({ where, label: field.label ?? '', list: `${index} ${lineItem(field.key)}` })));
    const all = [...names, ...fields];
    return [
      ...all.filter(({ label }) => label.trim() === '' || /[.:]$/.test(label)).map(({ where, label }) => ({ where, what: `The label “${label}”.`, instead: 'Write a few words without a stop or a colon.' })),
      ...all
        .filter((one, index) => all.some((other, otherIndex) => otherIndex < index && other.list === one.list && other.label === one.label && one.label !== ''))
        .map(({ where, label }) => ({ where, what: `A second “${label}”.`, instead: 'Say what makes it different.' })),
    ];
  },
};

/** Parts of a line item are shown below its name. */
const lineItem = (key: string): string => (key.includes('[]') ? key.slice(0, key.lastIndexOf('[]')) : '');

const MEASURES = /(^|_)(width|height|duration|timeout|delay|wait|age|ms|milliseconds|seconds|minutes|hours|bytes)$/;
const UNIT = /\b(pixels?|px|milliseconds?|seconds?|minutes?|hours?|days?|bytes?|[KM]B)\b/i;

export const units: Rule = {
  id: 'units',
  says: 'The label of a measure names its unit.',
  check: (app) =>
    visibleSteps(app)
      .flatMap((step) => [...inputsOf(step), ...outputsOf(step)])
      .filter(({ field }) => ['integer', 'number'].includes(field.type ?? '') && MEASURES.test(field.key) && !UNIT.test(field.label ?? ''))
      .map(({ where, field }) => ({ where: `${where}.label`, what: `“${field.label}” in what?`, instead: `Write “${field.label} (in Seconds)”, or whichever unit it is.` })),
};

export const outputFields: Rule = {
  id: 'output-fields',
  says: 'Each visible step names what it gives.',
  check: (app) =>
    visibleSteps(app)
      .filter((step) => outputsOf(step).length === 0 && !isOpen(step.step.operation.outputFields))
      .map(({ where }) => ({ where: `${where}.outputFields`, what: 'None.', instead: 'Add a label and a type for each key of the sample.' })),
};
