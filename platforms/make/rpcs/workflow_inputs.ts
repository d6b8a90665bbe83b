import { RUN_NAMES } from '../fields/run_fields.js';
import { workflowId } from '../fields/workflow_field.js';
import type { RpcDefinition } from '../format/component.js';
import { call, choose, firstOf, iml, literal, lookUp, paths, textOr } from '../iml/expression.js';
import { listIn } from '../reading/envelope.js';
import { requestTo } from '../request.js';

/** How Make's editor asks for each type of input; a type that nobody knows can still be typed in. */
const TYPES = [
  ['text', 'text'],
  ['image', 'url'],
  ['url', 'url'],
  ['number', 'number'],
  ['boolean', 'boolean'],
] as const;

const TYPE = call('lower', textOr('item.type'));
/** The key of a select's choices is not documented (core: readers/workflow_inputs.ts). */
const CHOICES = firstOf([...paths(['item'], ['options', 'choices', 'enum', 'values']), 'emptyarray']);
const DESCRIPTION = textOr(firstOf(paths(['item'], ['description', 'help'])));
/** Make takes choices as objects only: plain words are listed in the help, and typed. */
const HAS_OBJECTS = `(${TYPE} = 'select' && ${textOr(call('first', call('map', CHOICES, literal('value'))))} != emptystring)`;
const HAS_WORDS = `(${TYPE} = 'select' && ${textOr(call('first', CHOICES))} != emptystring && !${HAS_OBJECTS})`;

/** The inputs of the chosen workflow as fields of the module, in the order of the workflow. */
export const workflowInputs: RpcDefinition = {
  id: 'workflowInputs',
  label: 'Workflow inputs',
  connection: 'apiKey',
  params: [{ name: RUN_NAMES.workflow, type: 'text', label: 'Workflow ID', required: true }],
  communication: requestTo('describeInputs', {
    id: workflowId(RUN_NAMES.workflow),
    response: {
      iterate: iml(listIn('body', ['inputs'])),
      output: {
        name: iml(firstOf(['item.nodeId', 'item.id'])),
        label: iml(firstOf(['item.label', 'item.name', 'item.nodeId', 'item.id'])),
        type: iml(choose(HAS_OBJECTS, literal('select'), textOr(lookUp(TYPE, TYPES.map(([from, to]) => [from, literal(to)])), literal('text')))),
        required: iml('item.required = true'),
        default: iml('item.default'),
        options: iml(choose(HAS_OBJECTS, CHOICES, 'undefined')),
        multiline: iml(choose(`${TYPE} = 'text'`, 'true', 'undefined')),
        help: iml(choose(HAS_WORDS, `${DESCRIPTION} + ' One of: ' + ${call('join', choose(HAS_WORDS, CHOICES, 'emptyarray'), literal(', '))} + '.'`, choose(`${DESCRIPTION} = emptystring`, 'undefined', DESCRIPTION))),
      },
    },
  }),
};
