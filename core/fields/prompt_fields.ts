import type { Field } from './field.js';
import { CUSTOM_SIZE, IMAGE_SIZES, SIDE_LIMITS_PX } from '../model/image_sizes.js';

export const STYLES: readonly (readonly [value: string, label: string])[] = [
  ['photorealistic', 'Photorealistic'],
  ['product-photo', 'Product photo'],
  ['illustration', 'Illustration'],
  ['3d-render', '3D render'],
  ['watercolor', 'Watercolor'],
  ['flat-design', 'Flat design'],
  ['line-art', 'Line art'],
  ['cinematic', 'Cinematic'],
];

/** Large enough for 10,000 characters of prompt with room to spare; a text of 50,000 is a mapping gone wrong. */
const PROMPT_MAX_LENGTH = 20_000;

/** What Generate Image can send beside the workflow. All but the prompt are optional, and what is empty is not sent. */
export const PROMPT_FIELDS = [
  {
    key: 'prompt',
    label: 'Prompt',
    help: 'Describe the image; it is sent exactly as typed.',
    type: 'paragraph',
    required: true,
    maxLength: PROMPT_MAX_LENGTH,
  },
  {
    key: 'size',
    label: 'Size',
    help: 'Empty leaves the size to the workflow; a mapped 16:9, 1280x720 or “story” is understood as well.',
    type: 'line',
    required: false,
    choices: [
      ...IMAGE_SIZES.map(({ key, label }) => ({ value: key, label })),
      { value: CUSTOM_SIZE, label: 'Custom (set Width and Height)' },
    ],
  },
  {
    key: 'style',
    label: 'Style',
    help: 'Used by workflows with a style input; you may also type your own.',
    type: 'line',
    required: false,
    choices: STYLES.map(([value, label]) => ({ value, label })),
    maxLength: 200,
  },
  {
    key: 'image_url',
    label: 'Reference Image',
    help: 'A public link to an image, for workflows that take one.',
    type: 'line',
    required: false,
    placeholder: 'https://example.com/product.jpg',
    // Links that are signed run to some thousand characters.
    maxLength: 5000,
  },
  {
    key: 'width',
    label: 'Width (in Pixels)',
    help: 'Only with the size **Custom**; most models take multiples of 16.',
    type: 'integer',
    required: false,
    ...SIDE_LIMITS_PX,
    group: 'custom_size',
  },
  {
    key: 'height',
    label: 'Height (in Pixels)',
    help: 'Only with the size **Custom**; most models take multiples of 16.',
    type: 'integer',
    required: false,
    ...SIDE_LIMITS_PX,
    group: 'custom_size',
  },
  {
    key: 'seed',
    label: 'Seed',
    help: 'A whole number: the same seed and prompt give a similar image again.',
    type: 'integer',
    required: false,
    min: 0,
    max: 4_294_967_295,
    group: 'more',
  },
  {
    key: 'more_inputs',
    label: 'More Inputs',
    help: 'Whatever else the workflow takes: the input’s name on the left, its value on the right.',
    type: 'pairs',
    required: false,
    maxLength: 10_000,
    group: 'more',
  },
] as const satisfies readonly Field[];

export type PromptFieldKey = (typeof PROMPT_FIELDS)[number]['key'];
