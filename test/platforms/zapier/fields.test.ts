import type { Field } from '../../../core/fields/field.js';
import type { OutputField } from '../../../core/outputs/output_field.js';
import { inputField, inputFieldGroups, outputFields } from '../../../platforms/zapier/fields.js';

describe('a field in the editor', () => {
  test('has what it needs, and nothing that was not said', () => {
    expect(inputField({ key: 'name', label: 'Name', type: 'line', required: true })).toEqual({ key: 'name', label: 'Name', required: true, type: 'string' });
  });

  test('shows its help, example, default, choices and group', () => {
    const field: Field = {
      key: 'wait', label: 'Wait', type: 'line', required: false, help: 'How long.', placeholder: '7', default: 'no', group: 'money', min: 1, max: 9, maxLength: 5,
      choices: [{ value: 'no', label: 'No, go on' }, { value: 'yes', label: 'Yes' }],
    }; // prettier-ignore
    expect(inputField(field)).toEqual({
      key: 'wait', label: 'Wait', required: false, type: 'string', helpText: 'How long.', placeholder: '7', default: 'no', group: 'money', choices: { no: 'No, go on', yes: 'Yes' },
    }); // prettier-ignore
  });

  test.each([['line', { type: 'string' }], ['paragraph', { type: 'text' }], ['integer', { type: 'integer' }], ['pairs', { dict: true }]] as const)('of the type %s is %j', (type, shown) => {
    expect(inputField({ key: 'k', label: 'Key', type, required: false })).toEqual({ key: 'k', label: 'Key', required: false, ...shown });
  });

  test('groups are collapsed, in their order', () => {
    expect(inputFieldGroups([{ key: 'more', label: 'More' }, { key: 'money', label: 'Cost' }])).toEqual([{ key: 'more', label: 'More', emphasize: false }, { key: 'money', label: 'Cost', emphasize: false }]);
  });
});

describe('what later steps can map', () => {
  test.each([['text', 'string'], ['integer', 'integer'], ['number', 'number'], ['boolean', 'boolean'], ['time', 'datetime'], ['file', 'file']] as const)('%s is %s', (type, shown) => {
    expect(outputFields([{ key: 'k', label: 'Key', type }])).toEqual([{ key: 'k', label: 'Key', type: shown }]);
  });

  test('is marked as always there only where it is', () => {
    expect(outputFields([{ key: 'id', label: 'ID', type: 'text', always: true }])).toEqual([{ key: 'id', label: 'ID', type: 'string', required: true }]);
  });

  test('of a list are its items, which are there only if the list has any', () => {
    const list: OutputField = { key: 'images', label: 'Images', type: 'list', items: [{ key: 'url', label: 'URL', type: 'text', always: true }, { key: 'tags', label: 'Tags', type: 'list' }] };
    expect(outputFields([list, { key: 'none', label: 'None', type: 'list' }])).toEqual([{ key: 'images[]url', label: 'URL', type: 'string' }, { key: 'images[]tags', label: 'Tags', type: 'string' }]);
  });
});
