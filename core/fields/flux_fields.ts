import { IMAGE_SIZES } from '../model/image_sizes.js';
import { PROVIDER_LABELS, PROVIDERS } from '../providers/job.js';
import { MEGAPIXELS, megapixelLabel, TIERS } from '../providers/tiers.js';
import type { Field } from './field.js';
import { PROMPT_FIELDS } from './prompt_fields.js';
import { REUSE_FIELD } from './reuse_field.js';
import { START_FIELDS } from './start_fields.js';

const promptField = (key: string): Field => PROMPT_FIELDS.find((field) => field.key === key) as Field;
const startField = (key: string): Field => START_FIELDS.find((field) => field.key === key) as Field;

const TIER: Field = {
  key: 'tier',
  label: 'Tier',
  help: 'Drafts cost a fraction of a cent; not every provider has every tier.',
  type: 'line',
  required: true,
  choices: TIERS.map(({ key, label }) => ({ value: key, label })),
  default: 'final',
};

const SIZE: Field = {
  key: 'size',
  label: 'Size',
  help: 'Empty makes a square; a mapped 16:9, 1280x720 or “story” is understood as well.',
  type: 'line',
  required: false,
  choices: IMAGE_SIZES.map(({ key, label }) => ({ value: key, label })),
};

const MEGAPIXEL_FIELD: Field = {
  key: 'megapixels',
  label: 'Megapixels',
  help: 'Empty means 1, or 4 with the tier Ultra.',
  type: 'line',
  required: false,
  choices: MEGAPIXELS.map((megapixels) => ({ value: String(megapixels), label: megapixelLabel(megapixels) })),
};

const COUNT: Field = { key: 'count', label: 'Number of Images', help: 'Empty means 1; each is paid for.', type: 'integer', required: false, min: 1, max: 4 };

/** What Generate Flux Image asks for. */
export const FLUX_FIELDS: readonly Field[] = [
  {
    key: 'provider',
    label: 'Provider',
    help: 'Add the key of each provider to the connection; the cheapest is chosen by the price list of this integration.',
    type: 'line',
    required: true,
    choices: [{ value: 'cheapest', label: 'The cheapest I have a key for' }, ...PROVIDERS.map((provider) => ({ value: provider, label: PROVIDER_LABELS[provider] }))],
    default: 'cheapest',
  },
  TIER,
  { ...promptField('prompt') },
  SIZE,
  MEGAPIXEL_FIELD,
  COUNT,
  { key: 'input_image', label: 'Input Image', help: 'A file or a public link, to change an image in place of making one from nothing.', type: 'file', required: false, maxLength: 5000 },
  { ...startField('wait'), help: 'Most take 3 to 30 seconds. **Until finished** needs an Only Once ID: the step then pauses and looks again by itself, for up to an hour.' },
  { ...promptField('seed'), help: 'A whole number: the same seed and prompt give a similar image again; further images count up from it.' },
  {
    key: 'format',
    label: 'Format',
    help: 'Empty means PNG; DeepInfra and FLUX 3 choose it themselves.',
    type: 'line',
    required: false,
    choices: [{ value: 'png', label: 'PNG' }, { value: 'jpeg', label: 'JPEG' }],
    group: 'more',
  },
  { ...startField('run_id'), help: 'Something unique to these images, such as a row or order ID: with the same Only Once ID within 24 hours nothing is bought again.' },
  { ...startField('after_failure'), help: 'Only with an **Only Once ID** whose earlier images all failed. Empty buys anew only if the provider says that they cost nothing.' },
  { ...REUSE_FIELD, help: 'The same is the same model, prompt, input image, size, format, seed and number: the files that Zapier has kept are given again, and nothing is paid.' },
  { key: 'max_usd', label: 'Maximum Cost (in US Dollars)', help: 'For all images together; nothing is started if the price list says that it can be more.', type: 'number', required: false, min: 0, max: 1000, group: 'money' },
  { ...startField('test_mode'), help: 'A sample is free. Empty makes a real image.' },
];

/** What Find Cheapest Provider asks for. */
export const COMPARE_FIELDS: readonly Field[] = [TIER, SIZE, MEGAPIXEL_FIELD, { ...COUNT, help: 'Empty means 1.', max: 1_000_000 }];

export const JOB_FIELD: Field = {
  key: 'job',
  label: 'Job Address',
  help: 'Map the **Job Address** of Generate Flux Image, or the **Execution ID** of an image made in Wireflow’s place.',
  type: 'line',
  required: true,
  maxLength: 5000,
};
