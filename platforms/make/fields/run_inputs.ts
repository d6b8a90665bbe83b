import { check, keep } from '../check.js';
import type { Parameter, Request } from '../format/component.js';
import { asJson, call, choose, firstOf, iml, listIfOne, listOr, literal, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { listIn } from '../reading/envelope.js';
import { requestTo } from '../request.js';
import { RUN_NAMES } from './run_names.js';

/** For a workflow that is mapped: its inputs are known only when the module runs, so the editor can show no fields. */
export const mappedInputFields: readonly Parameter[] = [
  {
    name: RUN_NAMES.prompt,
    type: 'text',
    label: 'Prompt',
    required: false,
    multiline: true,
    advanced: true,
    help: 'For a workflow that is mapped: goes into its input **Prompt**, or else into its first text input.',
  },
  {
    name: RUN_NAMES.moreInputs,
    type: 'array',
    label: 'More inputs',
    required: false,
    advanced: true,
    help: 'For a workflow that is mapped: each input by its ID, which **Make an API call** shows under `/v1/workflows/ID/run`.',
    labels: { add: 'Add an input', edit: 'Edit an input' },
    spec: [
      { name: 'key', type: 'text', label: 'Input ID', required: true },
      { name: 'value', type: 'text', label: 'Value' },
    ],
  },
];

/** The workflow's own inputs are whatever is not a field of the module itself. */
const OWN = call('omit', 'parameters', ...Object.values(RUN_NAMES).map(literal));

const EMPTY_VALUE = '(" *"|null)';
/** A collection without its empty values: a workflow's saved value counts for them. A comma goes along. */
function withoutEmpty(json: Expression): Expression {
  const butFirst = without(json, `,"[^"]*" *: *${EMPTY_VALUE}(?=[,}])`, 'g');
  return call('replace', butFirst, pattern(`^[{]"[^"]*" *: *${EMPTY_VALUE},?`), literal('{'));
}

const MARK = '<';
const IMAGE_THAT_COSTS = '[{](?=[^{}]*"type" *: *"image")(?=[^{}]*("required" *: *true|"default" *: *"[^"]))';
/** The image inputs that the workflow would fill in itself, or needs: each behind a mark, as JSON without its brace. */
const imagesIn = (json: Expression): Expression => without(call('replace', without(json, MARK, 'g'), pattern(IMAGE_THAT_COSTS, 'gi'), literal(MARK)), `(^|[}])[^${MARK}]*`, 'g');
/** One key's text of each, separated by marks. */
const each = (marked: Expression, keys: string): Expression => {
  const fromThere = call('replace', marked, pattern(`${MARK}((?!"(${keys})" *: *")[^${MARK}])*"(${keys})" *: *"`, 'g'), literal(MARK));
  return without(without(fromThere, `"[^${MARK}]*`, 'g'), `^${MARK}`);
};
const countOf = (json: Expression, wanted: string): Expression => `length(${without(call('replace', without(json, MARK, 'g'), pattern(wanted, 'g'), literal(MARK)), `[^${MARK}]`, 'g')})`;

const LABELS = call('replace', 'temp.image_labels', pattern(MARK, 'g'), literal(', '));
const SAMPLE = `This workflow takes its own images (${iml(LABELS)}), and not all of them are filled in. It would use, and charge for, its author’s sample image. Map a link to your own image for each.`;

/**
 * The inputs as they are sent, and the check that no image of the workflow's author is used and paid for by silence. The
 * workflow is asked once more for its inputs: those that the editor shows are as old as the scenario, and for a mapped
 * workflow there are none.
 */
export function inputSteps(workflow: Expression): Request[] {
  const described = requestTo('describeInputs', { id: workflow, response: { temp: { described: iml(asJson(listIn('body', ['inputs']))) } } });
  return [
    described,
    keep({ inputs_list: iml(listIfOne(call('parseJSON', 'temp.described'))), images: iml(imagesIn('temp.described')) }),
    keep({
      prompt_id: iml(firstOf([call('first', call('map', 'temp.inputs_list', literal('nodeId'), literal('label'), literal('Prompt,prompt'))), call('first', call('map', 'temp.inputs_list', literal('nodeId'), literal('type'), literal('text')))])),
      image_ids: iml(each('temp.images', 'nodeId|id')),
      image_labels: iml(each('temp.images', 'label|name')),
      own_inputs: iml(call('toArray', OWN)),
    }),
    keep({ prompt_pair: { key: iml(textOr('temp.prompt_id')), value: iml(`parameters.${RUN_NAMES.prompt}`) } }),
    check(`length(${call('trim', textOr(`parameters.${RUN_NAMES.prompt}`))}) = 0 || length(${textOr('temp.prompt_id')}) > 0`, 'The field Prompt is filled in, and this workflow has no text input. Empty it, or choose another workflow.', {
      pairs: iml(choose(`length(${textOr(`parameters.${RUN_NAMES.prompt}`)}) > 0`, call('add', call('merge', 'temp.own_inputs', listOr(`parameters.${RUN_NAMES.moreInputs}`)), 'temp.prompt_pair'), call('merge', 'temp.own_inputs', listOr(`parameters.${RUN_NAMES.moreInputs}`)))),
    }),
    keep({ inputs_text: iml(withoutEmpty(call('createJSON', call('toCollection', 'temp.pairs', literal('key'), literal('value'))))) }),
    keep({ inputs: iml(call('parseJSON', 'temp.inputs_text')) }),
    keep({ image_values: iml(asJson(call('map', call('toArray', 'temp.inputs'), literal('value'), literal('key'), call('replace', 'temp.image_ids', pattern(MARK, 'g'), literal(','))))) }),
    check(`length(temp.image_ids) = 0 || ${countOf('temp.image_values', '"[^"]+"')} >= length(${without('temp.images', `[^${MARK}]`, 'g')})`, SAMPLE),
  ];
}
