import type { Definition } from '../../../lint/publishing/definition.js';
import { steps } from '../../../lint/publishing/steps.js';
import { addInput, addOutput, addStep, aDropdown, first, FUNCTION, sampleOf, type Plant } from './plant.js';

/** Faults for Zapier's numbered checks. */
export const PLANTED_FOR_CHECKS: readonly Plant[] = [
  { rule: 'D001', fault: 'a step asks for an API key', plant: (app) => addInput(app, { key: 'account_api_key', label: 'Account Key' }) },
  { rule: 'D001', fault: 'a step asks for a token in its label only', plant: (app) => addInput(app, { label: 'Access Token' }) },
  { rule: 'D001', fault: 'a step has a password field', plant: (app) => addInput(app, { type: 'password' }) },
  {
    rule: 'D002',
    fault: 'a connection field without a link',
    plant: (app) => void app.authentication?.fields?.push({ key: 'planted', label: 'Planted', helpText: 'It is in the settings of the account.' }),
  },
  { rule: 'D003', fault: 'a connection label that is always the same', plant: (app) => void ((app.authentication ?? never()).connectionLabel = 'My account') },
  { rule: 'D003', fault: 'no connection label', plant: (app) => void delete (app.authentication ?? never()).connectionLabel },
  { rule: 'D003', fault: 'a connection label that shows the key', plant: (app) => void ((app.authentication ?? never()).connectionLabel = '{{bundle.authData.api_key}}') },
  { rule: 'D004', fault: 'an ID to type', plant: (app) => addInput(app, { key: 'folder_id', label: 'Folder' }) },
  { rule: 'D004', fault: 'an ID to type, by its label', plant: (app) => addInput(app, { label: 'Folder ID', helpText: 'Found in the address of the page.' }) },
  {
    rule: 'D004',
    fault: 'an ID to map that could be a dropdown',
    plant: (app) => {
      const { step } = steps(app, ['triggers']).find(({ isHidden }) => isHidden) ?? never();
      addInput(app, { key: `${step.noun?.toLowerCase()}_id`, helpText: 'Map it from an earlier step.' });
    },
  },
  { rule: 'D005', fault: 'a dropdown of a trigger that is not there', plant: (app) => addInput(app, { dynamic: 'nowhere.id.name' }) },
  { rule: 'D005', fault: 'a dropdown of a value that the trigger does not give', plant: (app) => addInput(app, { dynamic: `${aDropdown(app).split('.')[0]}.id.nickname` }) },
  {
    rule: 'D006',
    fault: 'an instant trigger without recent items',
    plant: (app) => void Object.assign(first(app, 'triggers').operation, { type: 'hook', performSubscribe: FUNCTION, performUnsubscribe: FUNCTION }),
  },
  { rule: 'D007', fault: 'an http address', plant: (app) => addInput(app, { placeholder: 'http://example.com/image.png' }) },
  { rule: 'D007', fault: 'an http address that is requested', plant: (app) => void (first(app, 'searches').operation.perform = { url: 'http://example.com/api' }) },
  { rule: 'D008', fault: 'half a link', plant: (app) => addInput(app, { helpText: 'See [the guide(https://example.com).' }) },
  { rule: 'D008', fault: 'a bare address', plant: (app) => addInput(app, { helpText: 'See https://example.com for more.' }) },
  { rule: 'D008', fault: 'a link without a text', plant: (app) => addInput(app, { helpText: 'See [](https://example.com) for more.' }) },
  { rule: 'D008', fault: 'a link to nowhere', plant: (app) => addInput(app, { helpText: 'See [the guide](guide.html) for more.' }) },
  {
    rule: 'D009',
    fault: 'a search with nothing to search by',
    plant: (app) => {
      const { operation } = first(app, 'searches');
      operation.inputFields = [];
      delete operation.inputFieldGroups;
    },
  },
  {
    rule: 'D010',
    fault: 'a trigger’s sample without its id',
    plant: (app) => {
      const { operation } = first(app, 'triggers');
      delete sampleOf(first(app, 'triggers'))['id'];
      operation.outputFields = (operation.outputFields ?? []).filter((field) => typeof field === 'string' || (field.key !== 'id' && !field.primary));
    },
  },
  { rule: 'D010', fault: 'a trigger’s sample without its primary key', plant: (app) => addOutput(app, 'triggers', { primary: true }) },
  { rule: 'D011', fault: 'help that is the label', plant: (app) => addInput(app, { label: 'File Name', helpText: 'File name.' }) },
  { rule: 'D011', fault: 'help that is the label with fillers', plant: (app) => addInput(app, { label: 'File Name', helpText: 'Enter the name of the file here.' }) },
  { rule: 'D012', fault: 'no sample', plant: (app) => void delete first(app, 'creates').operation.sample },
  { rule: 'D012', fault: 'a list as the sample', plant: (app) => void (first(app, 'searches').operation.sample = [sampleOf(first(app, 'searches'))]) },
  { rule: 'D013', fault: 'a search that is not there', plant: (app) => addInput(app, { dynamic: aDropdown(app), search: 'nowhere.id' }) },
  { rule: 'D013', fault: 'a value that the search does not give', plant: (app) => addInput(app, { dynamic: aDropdown(app), search: `${first(app, 'searches').key}.nickname` }) },
  { rule: 'D014', fault: 'a search for a list', plant: (app) => addInput(app, { dynamic: aDropdown(app), search: aSearch(app), list: true }) },
  { rule: 'D014', fault: 'a search for a long text', plant: (app) => addInput(app, { dynamic: aDropdown(app), search: aSearch(app), type: 'text' }) },
  { rule: 'D014', fault: 'a search without a dropdown', plant: (app) => addInput(app, { search: aSearch(app) }) },
  { rule: 'D015', fault: 'a pair with a search that is not there', plant: (app) => addPair(app, 'nowhere', first(app, 'creates').key) },
  { rule: 'D015', fault: 'a pair with a create that is not there', plant: (app) => addPair(app, first(app, 'searches').key, 'nowhere') },
  {
    rule: 'D016',
    fault: 'nothing but one static webhook',
    plant: (app) => {
      const trigger = first(app, 'triggers');
      Object.assign(trigger.operation, { type: 'hook', performList: FUNCTION, inputFields: [] });
      delete trigger.operation.inputFieldGroups;
      Object.assign(app, { triggers: { [trigger.key]: trigger }, creates: {}, searches: {} });
    },
  },
  { rule: 'D017', fault: 'a static webhook', plant: (app) => void Object.assign(first(app, 'triggers').operation, { type: 'hook', performList: FUNCTION }) },
  { rule: 'D018', fault: 'a label in sentence case', plant: (app) => addStep(app, 'triggers', { label: 'New thing' }) },
  { rule: 'D018', fault: 'a small word at the end in lower case', plant: (app) => addStep(app, 'triggers', { label: 'Thing Logged in' }) },
  { rule: 'D021', fault: 'a trigger that goes off “whenever”', plant: (app) => void (first(app, 'triggers').display.description = 'Triggers whenever a run has finished.') },
  { rule: 'D021', fault: 'a trigger’s description without a full stop', plant: (app) => void (first(app, 'triggers').display.description = 'Triggers when a run has finished') },
  {
    rule: 'D022',
    fault: 'a create with nothing but a function for its fields',
    plant: (app) => {
      const { operation } = first(app, 'creates');
      operation.inputFields = [FUNCTION];
      delete operation.throttle;
      delete operation.lock;
    },
  },
  { rule: 'D023', fault: 'a time without a zone', plant: (app) => addOutput(app, 'triggers', { type: 'datetime' }, '2026-03-20T12:01:00') },
  { rule: 'D023', fault: 'a time as people write it', plant: (app) => addOutput(app, 'creates', { type: 'datetime' }, '20 Mar 2026') },
  { rule: 'D023', fault: 'a time that is declared as a text', plant: (app) => addOutput(app, 'searches', {}, '2026-03-20 12:01') },
  { rule: 'D023', fault: 'a time in seconds since 1970', plant: (app) => addOutput(app, 'searches', { key: 'planted_at', type: 'integer' }, 1_774_008_060) },
  { rule: 'D024', fault: 'a number as a text', plant: (app) => addOutput(app, 'creates', { type: 'integer' }, '3') },
  {
    rule: 'D024',
    fault: 'a wrong type inside a list',
    plant: (app) => {
      addOutput(app, 'creates', { key: 'planted[]name' });
      sampleOf(first(app, 'creates'))['planted'] = [{ name: 'Hill' }, { name: 7 }];
    },
  },
  { rule: 'D024', fault: 'something always there that is missing', plant: (app) => addOutput(app, 'searches', { required: true }) },
  { rule: 'D024', fault: 'something always there that is empty', plant: (app) => addOutput(app, 'searches', { required: true }, null) },
  { rule: 'D025', fault: 'an address that runs code', plant: (app) => addInput(app, { placeholder: 'javascript:alert(1)' }) },
  {
    rule: 'D026',
    fault: 'a connection that asks for a domain',
    plant: (app) => void app.authentication?.fields?.push({ key: 'subdomain', label: 'Subdomain', helpText: 'The first part of the address ([how to](https://example.com)).' }),
  },
  { rule: 'D027', fault: 'an old platform', plant: (app) => void (app.platformVersion = '18.0.0') },
  { rule: 'D028', fault: 'empty values removed everywhere', plant: (app) => void delete app.flags },
  { rule: 'D028', fault: 'empty values removed in one step', plant: (app) => void (first(app, 'creates').operation.cleanInputData = true) },
];

function addPair(app: Definition, search: string, create: string): void {
  app.searchOrCreates = { ...app.searchOrCreates, planted: { key: 'planted', display: { label: 'Find or Create Thing', description: 'Finds or creates a thing.' }, search, create } };
}

const aSearch = (app: Definition): string => `${first(app, 'searches').key}.${Object.keys(sampleOf(first(app, 'searches')))[0]}`;

function never(): never {
  throw new Error('The app has no place for this fault');
}
