import type { Definition } from '../../../lint/publishing/definition.js';
import { addInput, addOutput, addStep, first, sampleOf, withoutFieldFunctions, type Plant } from './plant.js';

/** Faults for the rules that follow Zapier's guidelines. */
export const PLANTED_FOR_GUIDELINES: readonly Plant[] = [
  { rule: 'create-description', fault: 'a create described by an order', plant: (app) => void (first(app, 'creates').display.description = 'Start a run with your text.') },
  { rule: 'create-description', fault: 'a create described by a thing', plant: (app) => void (first(app, 'creates').display.description = 'Things come from your text.') },
  { rule: 'create-description', fault: 'a create’s description without a full stop', plant: (app) => void (first(app, 'creates').display.description = 'Starts a run with your text') },
  { rule: 'search-words', fault: 'a search that gets', plant: (app) => addStep(app, 'searches', { label: 'Get Thing' }) },
  { rule: 'search-words', fault: 'a search that is a thing', plant: (app) => addStep(app, 'searches', { label: 'Thing' }) },
  { rule: 'search-words', fault: 'a search’s description that finds nothing', plant: (app) => void (first(app, 'searches').display.description = 'Looks up a run.') },
  { rule: 'search-words', fault: 'a search’s description without a full stop', plant: (app) => void (first(app, 'searches').display.description = 'Finds a run') },
  { rule: 'description-style', fault: 'a description that names the app', plant: (app) => void (first(app, 'triggers').display.description = 'Triggers when Wireflow has finished.') },
  {
    rule: 'description-style',
    fault: 'a description that capitalises a thing',
    plant: (app) => void (first(app, 'triggers').display.description = `Triggers when a ${first(app, 'triggers').noun} has ended.`),
  },
  { rule: 'description-style', fault: 'a description that goes on', plant: (app) => void (first(app, 'triggers').display.description = `Triggers when${' it goes on and'.repeat(10)} on.`) },
  { rule: 'noun', fault: 'a plural', plant: (app) => void (first(app, 'triggers').noun = 'Pictures') },
  { rule: 'noun', fault: 'a noun that says nothing', plant: (app) => void (first(app, 'triggers').noun = 'Item') },
  { rule: 'noun', fault: 'a noun of many words', plant: (app) => void (first(app, 'triggers').noun = 'Very Long Thing') },
  { rule: 'label', fault: 'two fields with one label', plant: (app) => [addInput(app, {}), addInput(app, { key: 'planted_too' })] },
  { rule: 'label', fault: 'a field without a label', plant: (app) => addInput(app, { label: '' }) },
  { rule: 'label', fault: 'a label with a colon', plant: (app) => addInput(app, { label: 'Planted:' }) },
  { rule: 'field-title-case', fault: 'a field’s label in sentence case', plant: (app) => addInput(app, { label: 'File name' }) },
  { rule: 'field-title-case', fault: 'an output’s label in lower case', plant: (app) => addOutput(app, 'searches', { label: 'planted' }, 'Hill') },
  {
    rule: 'field-title-case',
    fault: 'a group’s label in sentence case',
    plant: (app) => {
      (first(app, 'creates').operation.inputFieldGroups ??= []).push({ key: 'planted_group', label: 'Planted things' });
      addInput(app, { group: 'planted_group' });
    },
  },
  { rule: 'units', fault: 'a duration in nobody knows what', plant: (app) => addInput(app, { key: 'longest_wait', label: 'Longest', type: 'integer' }) },
  { rule: 'help-length', fault: 'three sentences of help', plant: (app) => addInput(app, { helpText: 'One thing. Another thing. And one more.' }) },
  { rule: 'help-length', fault: 'help without a full stop', plant: (app) => addInput(app, { helpText: 'Found on the page' }) },
  { rule: 'help-length', fault: 'help that never ends', plant: (app) => addInput(app, { helpText: `Found on the page${' and another page'.repeat(20)}.` }) },
  { rule: 'no-comma-lists', fault: 'a list with commas', plant: (app) => addInput(app, { helpText: 'Several names, separated by commas.' }) },
  { rule: 'jargon', fault: 'a developer’s word', plant: (app) => addInput(app, { helpText: 'Goes into the payload.' }) },
  { rule: 'jargon', fault: 'a name from our code', plant: (app) => addInput(app, { helpText: 'Overrides what image_count says.' }) },
  { rule: 'jargon', fault: 'a name from the code in a choice', plant: (app) => addInput(app, { choices: { a: 'Tall', b: 'Wide by aspectRatio' } }) },
  { rule: 'jargon', fault: 'JSON where nobody types it', plant: (app) => addInput(app, { helpText: 'Gives back JSON.' }) },
  { rule: 'key', fault: 'a key in camelCase', plant: (app) => addInput(app, { key: 'fileName' }) },
  { rule: 'key', fault: 'a key that says nothing', plant: (app) => addInput(app, { key: 'field_2' }) },
  { rule: 'key', fault: 'an output’s key with a capital', plant: (app) => addOutput(app, 'searches', { key: 'Planted' }, 'Hill') },
  {
    rule: 'required-first',
    fault: 'a required field at the end',
    plant: (app) => [addInput(app, {}), addInput(app, { key: 'planted_too', label: 'Planted Too', required: true })],
  },
  { rule: 'groups', fault: 'a group that is not there', plant: (app) => addInput(app, { group: 'nowhere' }) },
  {
    rule: 'groups',
    fault: 'an empty group',
    plant: (app) => {
      withoutFieldFunctions(app);
      (first(app, 'creates').operation.inputFieldGroups ??= []).push({ key: 'planted_group', label: 'Planted Things' });
    },
  },
  {
    rule: 'groups',
    fault: 'a required field in a collapsed group',
    plant: (app) => {
      const { operation } = first(app, 'creates');
      (operation.inputFieldGroups ??= []).push({ key: 'planted_group', label: 'Planted Things' });
      operation.inputFields = [{ key: 'planted', label: 'Planted', required: true, group: 'planted_group' }, ...(operation.inputFields ?? [])];
    },
  },
  { rule: 'field-references', fault: 'a field that waits for one that is not there', plant: (app) => addInput(app, { dependsOn: ['nowhere'] }) },
  { rule: 'field-references', fault: 'a limit by an optional field', plant: (app) => [addInput(app, {}), (first(app, 'creates').operation.throttle = { key: 'x-{{bundle.inputData.planted}}' })] },
  {
    rule: 'field-functions',
    fault: 'a form that fails before anything is chosen',
    plant: (app) => void app.fieldFunctions.push({ where: 'creates.planted.inputFields[1]', answer: 'failed', error: 'Cannot read properties of undefined' }),
  },
  { rule: 'hidden-steps', fault: 'a list among the triggers', plant: (app) => addStep(app, 'triggers', { label: 'List Things' }) },
  {
    rule: 'hidden-steps',
    fault: 'a hidden trigger that nothing uses',
    plant: (app) => {
      withoutFieldFunctions(app);
      addStep(app, 'triggers', { label: 'List Planted Things', hidden: true });
    },
  },
  { rule: 'choices', fault: 'two choices with one label', plant: (app) => addInput(app, { choices: { a: 'Tall', b: 'Tall' } }) },
  { rule: 'choices', fault: 'a choice without a label of its own', plant: (app) => addInput(app, { choices: ['tall', 'wide'] }) },
  { rule: 'choices', fault: 'only one choice', plant: (app) => addInput(app, { choices: { a: 'Tall' } }) },
  { rule: 'choices', fault: 'a default that is none of the choices', plant: (app) => addInput(app, { choices: { a: 'Tall', b: 'Wide' }, default: 'c' }) },
  { rule: 'choices', fault: 'yes and no as a list', plant: (app) => addInput(app, { choices: { yes: 'Yes', no: 'No' } }) },
  { rule: 'choices', fault: 'a default of another type', plant: (app) => addInput(app, { type: 'integer', default: 'ten' }) },
  { rule: 'output-fields', fault: 'a step that names nothing it gives', plant: (app) => emptyOutput(app) },
  { rule: 'sample-fields', fault: 'an example without a label', plant: (app) => void (sampleOf(first(app, 'searches'))['planted'] = 'Hill') },
  { rule: 'sample-fields', fault: 'a label without an example', plant: (app) => addOutput(app, 'searches', {}) },
  { rule: 'realistic-samples', fault: 'an example that is no example', plant: (app) => addOutput(app, 'searches', {}, 'string') },
];

/** A sample with values would lack their labels too, which another rule reports: this one holds none. */
function emptyOutput(app: Definition): void {
  Object.assign(first(app, 'creates').operation, { outputFields: [], sample: { planted: {} } });
}
