import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../../../../../core/fields/field.js';
import { PROMPT_FIELDS, type PromptFieldKey } from '../../../../../core/fields/prompt_fields.js';
import { WEBHOOK_FIELD } from '../../../../../core/fields/target_fields.js';
import { choice, property, shownFor } from './property.js';
import { COST_OPTIONS, IMAGE_OPTIONS, optionsOf, reuse, simplify, timeout, wait } from './shared.js';

const field = (key: PromptFieldKey): Field => PROMPT_FIELDS.find((each) => each.key === key) as Field;

const webhook: INodeProperties = {
  displayName: WEBHOOK_FIELD.label,
  name: 'webhook',
  type: 'resourceLocator',
  required: true,
  default: { mode: 'url', value: '' },
  description: 'The workflow to run. Its webhook URL stands under Settings > Webhook in the Wireflow editor.',
  modes: [
    {
      displayName: 'By URL',
      name: 'url',
      type: 'string',
      placeholder: 'e.g. https://www.wireflow.ai/api/v1/workflow/…/trigger',
    },
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      hint: 'The list needs a credential',
      typeOptions: { searchListMethod: 'searchWebhooks', searchable: true },
    },
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. whk_…',
    },
  ],
};

const size = choice(field('size'), 'As in the Workflow');
const side = (key: 'width' | 'height'): INodeProperties =>
  property(field(key), { default: 1024, description: 'Most models take multiples of 16', displayOptions: { show: { size: ['custom'] } } });

export const imageProperties: INodeProperties[] = shownFor('image', ['generate'], [
  webhook,
  property(field('prompt'), { placeholder: 'e.g. A red kite over the sea' }),
  size,
  side('width'),
  side('height'),
  wait,
  simplify,
  optionsOf([
    ...IMAGE_OPTIONS,
    timeout,
    ...COST_OPTIONS,
    reuse,
    property(field('image_url')),
    property(field('more_inputs')),
    property(field('seed')),
    property(field('style'), { placeholder: 'e.g. watercolor' }),
  ]),
]);
