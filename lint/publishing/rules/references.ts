import type { Finding, Rule } from '../rule.js';
import { isOpen, known, steps } from '../steps.js';

export const groups: Rule = {
  id: 'groups',
  says: 'Each group of fields exists, has a label and a field, and hides no required field.',
  check: (app) =>
    steps(app).flatMap(({ where, step: { operation } }) => {
      const declared = operation.inputFieldGroups ?? [];
      const fields = known(operation.inputFields);
      const findings: Finding[] = [];
      for (const { key, group, required } of fields) {
        const found = declared.find((candidate) => candidate.key === group);
        if (group !== undefined && !found) findings.push({ where: `${where}.inputFields.${key}.group`, what: `There is no group “${group}”.`, instead: `Add it, or name one of: ${declared.map((each) => each.key).join(', ')}.` });
        if (found && required === true && found.emphasize !== true) findings.push({ where: `${where}.inputFields.${key}.group`, what: 'A required field in a collapsed group.', instead: 'Take it out of the group, or emphasise the group.' });
      }
      for (const { key, label } of declared) {
        const place = `${where}.inputFieldGroups.${key}`;
        if ((label ?? '') === '') findings.push({ where: place, what: 'No label.', instead: 'Say what its fields have in common.' });
        if (!isOpen(operation.inputFields) && !fields.some(({ group }) => group === key)) findings.push({ where: place, what: 'An empty group.', instead: 'Remove it.' });
      }
      return findings;
    }),
};

const INPUT = /\{\{\s*bundle\.inputData\.([\w-]+)\s*\}\}/g;

export const fieldReferences: Rule = {
  id: 'field-references',
  says: 'What names a field of the same step names one that exists, and a limit per value names a required one.',
  check: (app) =>
    steps(app).flatMap(({ where, step: { operation } }) => {
      const fields = known(operation.inputFields);
      const findings: Finding[] = [];
      for (const { key, dependsOn = [] } of fields) {
        for (const name of dependsOn.filter((name) => !fields.some((field) => field.key === name))) {
          findings.push({ where: `${where}.inputFields.${key}.dependsOn`, what: `There is no field “${name}”.`, instead: `Name one of: ${fields.map((field) => field.key).join(', ')}.` });
        }
      }
      for (const part of ['throttle', 'lock'] as const) {
        for (const [, name] of (operation[part]?.key ?? '').matchAll(INPUT)) {
          if (!fields.some((field) => field.key === name && field.required === true)) {
            findings.push({ where: `${where}.operation.${part}.key`, what: `“${name}” is no required field of the step.`, instead: 'Name a required field, or leave the key out.' });
          }
        }
      }
      return findings;
    }),
};

export const fieldFunctions: Rule = {
  id: 'field-functions',
  says: 'A form that depends on a choice can be shown before the choice is made.',
  check: (app) =>
    app.fieldFunctions
      .filter(({ answer }) => answer === 'failed')
      .map(({ where, error }) => ({ where, what: `With nothing filled in it fails: ${error ?? ''}.`, instead: 'Return no fields until there is something to go by.' })),
};
