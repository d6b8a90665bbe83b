import { RUN_NAMES } from '../fields/run_names.js';
import { isSafe, workflowId } from '../fields/workflow_field.js';
import type { RpcDefinition } from '../format/component.js';
import { asJson, call, choose, firstOf, iml, isFilled, literal, lookUp, matches, paths, textOr, without } from '../iml/expression.js';
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
const IS_SELECT = `${TYPE} = 'select'`;
const CHOICES_JSON = asJson(CHOICES);
/** Make takes choices as objects only: plain words are listed in the help, and typed; plain numbers are numbers. */
const HAS_OBJECTS = `${IS_SELECT} && indexOf(${CHOICES_JSON}, '"value"') > 0`;
const HAS_NUMBERS = `${IS_SELECT} && ${matches(CHOICES_JSON, '[[]-?[0-9.]+(,-?[0-9.]+)*.')}`;
const HAS_WORDS = `${IS_SELECT} && length(${CHOICES_JSON}) > 2 && indexOf(${CHOICES_JSON}, '"value"') < 0`;
/** The choices as a sentence, out of their JSON. */
const CHOICES_IN_WORDS = call('replace', without(CHOICES_JSON, '["[-^]', 'g'), literal(','), literal(', '));

const IS_IMAGE = `${TYPE} = 'image'`;
const HAS_SAMPLE = isFilled(`'' + ${textOr('item.default')}`);

/**
 * The inputs of the chosen workflow as fields of the module, in the order of the workflow. A mapped workflow is known
 * only when the scenario runs: for it there are no fields, and the module has fields of its own.
 */
export const workflowInputs: RpcDefinition = {
  id: 'workflowInputs',
  label: 'Workflow inputs',
  connection: 'apiKey',
  params: [{ name: RUN_NAMES.workflow, type: 'text', label: 'Workflow ID', required: true }],
  communication: {
    condition: iml(isSafe(workflowId(RUN_NAMES.workflow))),
    ...requestTo('describeInputs', {
      id: workflowId(RUN_NAMES.workflow),
      response: {
        iterate: iml(listIn('body', ['inputs'])),
        output: {
          name: iml(firstOf(['item.nodeId', 'item.id'])),
          label: iml(firstOf(['item.label', 'item.name', 'item.nodeId', 'item.id'])),
          type: iml(choose(HAS_OBJECTS, literal('select'), choose(HAS_NUMBERS, literal('number'), textOr(lookUp(TYPE, TYPES.map(([from, to]) => [from, literal(to)])), literal('text'))))),
          // An image that the workflow would fill in is its author's sample, which would be billed.
          required: iml(choose(IS_IMAGE, `item.required = true || ${HAS_SAMPLE}`, 'item.required = true')),
          default: iml(choose(IS_IMAGE, 'undefined', 'item.default')),
          options: iml(choose(HAS_OBJECTS, CHOICES, 'undefined')),
          multiline: iml(choose(`${TYPE} = 'text'`, 'true', 'undefined')),
          help: iml(choose(HAS_WORDS, `${DESCRIPTION} + ' One of: ' + ${CHOICES_IN_WORDS} + '.'`, choose(isFilled(DESCRIPTION), DESCRIPTION, 'undefined'))),
        },
      },
    }),
  },
};
