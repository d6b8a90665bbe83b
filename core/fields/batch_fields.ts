import type { Field } from './field.js';
import { PROMPT_FIELDS } from './prompt_fields.js';
import { START_FIELDS } from './start_fields.js';

/** Started at ten a minute, this many are under way within the hour that a step goes on by itself, and looked at on every plan. */
export const MOST_PROMPTS = 50;

const [PROMPT, ...SHARED_FIELDS] = PROMPT_FIELDS;
const startField = (key: (typeof START_FIELDS)[number]['key']): Field => START_FIELDS.find((field) => field.key === key) as Field;

export const PROMPTS_FIELD: Field = {
  key: 'prompts',
  label: 'Prompts',
  help: 'A list from an earlier step (line items), or one prompt in each box: line breaks and commas inside a prompt stay in it.',
  type: 'paragraphs',
  required: false,
  maxLength: PROMPT.maxLength,
};

export const PROMPT_LINES_FIELD: Field = {
  key: 'prompt_lines',
  label: 'Prompts in One Text',
  help: 'In place of **Prompts**: each line is a prompt and buys an execution, and empty lines are left out. A single prompt that has line breaks belongs into **Prompts**.',
  type: 'paragraph',
  required: false,
};

/** What Generate Images asks for: the prompts, what they share, and what a start of many needs in words of its own. */
export const BATCH_FIELDS: readonly Field[] = [
  PROMPTS_FIELD,
  PROMPT_LINES_FIELD,
  ...SHARED_FIELDS,
  startField('wait'),
  {
    ...startField('run_id'),
    help: 'Something unique to this list, such as an order ID: with it the step goes on by itself until all are started, and the same Only Once ID within 24 hours buys no prompt twice.',
  },
  { ...startField('max_credits'), help: 'For all executions together: none is started if Wireflow estimates more, or if too few credits are left.' },
  {
    ...startField('test_mode'),
    help: 'A sample is free and shows how your prompts are split. Only **Make real images** spends credits, for each prompt.',
    choices: [
      { value: 'sample', label: 'Show a sample' },
      { value: 'real', label: 'Make real images' },
    ],
  },
  startField('uncertain_cost'),
];
