import { defineApp, type Bundle, type ZObject } from 'zapier-platform-core';
import { readDefinition } from '../../lint/publishing/definition.js';
import { lint } from '../../lint/publishing/rule.js';
import { rules } from '../../lint/publishing/rules/index.js';

/** A small app with one create, whose form ends in this function. */
const appWith = (source: (z: ZObject, bundle: Bundle) => unknown) =>
  defineApp({
    version: '1.0.0',
    platformVersion: '19.1.0',
    creates: {
      send_card: {
        key: 'send_card',
        noun: 'Card',
        display: { label: 'Send Card', description: 'Sends a card.' },
        operation: {
          inputFields: [{ key: 'kind', label: 'Kind', altersDynamicFields: true, choices: { paper: 'Paper', email: 'E-mail' } }, source as never],
          perform: async () => ({ id: '1' }),
        },
      },
    },
  });

const keysOf = async (source: Parameters<typeof appWith>[0]) => {
  const { creates, fieldFunctions } = await readDefinition(appWith(source));
  const fields = creates['send_card']?.operation.inputFields ?? [];
  return { keys: fields.flatMap((field) => (typeof field === 'string' ? [] : [field.key])), functions: fieldFunctions };
};

const where = 'creates.send_card.inputFields[1]';

test('fields that depend on a choice are read for each choice, and held to the rules', async () => {
  const source = (_z: ZObject, bundle: Bundle) => (bundle.inputData['kind'] === 'paper' ? [{ key: 'streetName', label: 'Street' }] : []);
  expect(await keysOf(source)).toEqual({ keys: ['kind', 'streetName'], functions: [{ where, answer: 'fields' }] });
  const found = lint(await readDefinition(appWith(source)), rules).map(({ line }) => line);
  expect(found.filter((line) => line.includes('streetName'))).toEqual([expect.stringContaining('key creates.send_card.inputFields.streetName: “streetName”.')]);
});

test('fields that only the service knows are said to be so, and nothing is asked of it', async () => {
  const source = async (z: ZObject) => (await z.request('https://example.com/fields')).data as never;
  expect(await keysOf(source)).toEqual({ keys: ['kind'], functions: [{ where, answer: 'service' }] });
});

test('a service that is asked for after a choice only leaves the fixed fields to be read', async () => {
  const source = async (z: ZObject, bundle: Bundle) => (bundle.inputData['kind'] ? (z.request('https://example.com') as never) : [{ key: 'note', label: 'Note' }]);
  expect(await keysOf(source)).toEqual({ keys: ['kind', 'note'], functions: [{ where, answer: 'service' }] });
});

test('a form that fails before anything is chosen is a fault', async () => {
  const source = (_z: ZObject, bundle: Bundle) => [{ key: (bundle.inputData['kind'] as string).toLowerCase() }];
  expect((await keysOf(source)).functions).toEqual([{ where, answer: 'failed', error: expect.stringContaining('toLowerCase') }]);
});
