import type { Field } from './field.js';

/** For the steps that start a workflow; the steps for other providers have a help of their own. */
export const REUSE_FIELD: Field = {
  key: 'reuse',
  label: 'If the Same Was Made Before',
  help: 'The same is the same workflow, inputs, size and seed, and a picture among them counts by what it shows: its finished images are given again, and nothing is paid. Needs an API key; changes inside the workflow are not noticed.',
  type: 'line',
  required: false,
  choices: [
    { value: 'off', label: 'Make it anew' },
    { value: 'day', label: 'Give it again, within a day' },
    { value: 'week', label: 'Give it again, within a week' },
  ],
  group: 'money',
};
