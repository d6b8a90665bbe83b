import type { Field } from './field.js';

const WAIT_CHOICES = [
  { value: 'no', label: 'No, continue right away' },
  { value: 'up_to_25_s', label: 'Up to 25 seconds' },
  { value: 'until_finished', label: 'Until finished' },
] as const;

/** What the steps that start a run have in common. */
export const START_FIELDS = [
  {
    key: 'wait',
    label: 'Wait for the Images',
    help: 'Wireflow’s pages name 4 to 30 seconds for an image. **Until finished** needs an Only Once ID: the step then pauses and looks again by itself, for up to an hour.',
    type: 'line',
    required: false,
    choices: WAIT_CHOICES,
  },
  {
    key: 'run_id',
    label: 'Only Once ID',
    help: 'Something unique to this image, such as a row or order ID: the same Only Once ID within 24 hours gives the same execution again and buys nothing.',
    type: 'line',
    required: false,
    maxLength: 500,
    group: 'money',
  },
  {
    key: 'max_credits',
    label: 'Maximum Credits',
    help: 'The execution is not started if Wireflow estimates more, or if too few credits are left.',
    type: 'integer',
    required: false,
    min: 0,
    max: 1_000_000,
    group: 'money',
  },
  {
    key: 'test_mode',
    label: 'When You Test This Step',
    help: 'A sample is free; with a wait it is your last real execution of the workflow, where there is one. Only **Make a real image** spends credits.',
    type: 'line',
    required: false,
    choices: [
      { value: 'sample', label: 'Show a sample' },
      { value: 'real', label: 'Make a real image' },
    ],
    default: 'sample',
    group: 'money',
  },
  {
    key: 'after_failure',
    label: 'If the Execution Failed',
    help: 'Only with an **Only Once ID** whose earlier execution failed. Empty starts anew only if Wireflow says that it cost nothing, or nothing at all came of it.',
    type: 'line',
    required: false,
    choices: [
      { value: 'again_if_free', label: 'Start it anew if it surely cost nothing' },
      { value: 'same', label: 'Give the failed execution again' },
      { value: 'again', label: 'Start it anew, even if part of it was paid' },
    ],
    group: 'money',
  },
  {
    key: 'uncertain_cost',
    label: 'If the Cost Is Not Certain',
    help: 'Only with **Maximum Credits**: Wireflow estimates the workflow as it is saved, and own images, numbers, choices, nodes or a size over one megapixel may cost more. Empty does not start it.',
    type: 'line',
    required: false,
    choices: [
      { value: 'stop', label: 'Do not start the execution' },
      { value: 'start', label: 'Start it all the same' },
    ],
    group: 'money',
  },
] as const satisfies readonly Field[];

/** What a search for an execution can wait for. */
export const WAIT_FIELDS = [
  {
    key: 'wait',
    label: 'Wait for the Images',
    help: '**Until finished** pauses the step and looks again by itself.',
    type: 'line',
    required: false,
    choices: WAIT_CHOICES,
  },
  {
    key: 'longest_wait',
    label: 'Longest Wait (in Minutes)',
    help: 'Only with **Until finished**; after it the step goes on with the execution as it is. Empty means 60.',
    type: 'integer',
    required: false,
    min: 1,
    max: 1440,
  },
] as const satisfies readonly Field[];
