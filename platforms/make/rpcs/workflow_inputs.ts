import { RUN_NAMES } from '../fields/run_names.js';
import { isSafe, workflowId } from '../fields/workflow_field.js';
import type { Json, Parameter, RpcDefinition } from '../format/component.js';
import { asJson, call, choose, firstOf, iml, isFilled, literal, textOr, type Expression } from '../iml/expression.js';
import { listIn } from '../reading/envelope.js';
import { checkList } from '../reading/paging.js';
import { withoutSecret } from '../reading/secrets.js';
import { AN_ID, isId } from '../reading/values.js';
import { requestTo } from '../request.js';

/** How Make's editor asks for each type of input; a type that nobody knows can still be typed in. */
const TYPES = [
  ['text', 'text'],
  ['image', 'url'],
  ['url', 'url'],
  ['number', 'number'],
  ['boolean', 'boolean'],
] as const;

/** The key of a select's choices is not documented (core: readers/workflow_inputs.ts): all become one. */
const ONE_KEY = { key_of_choices: ['"(choices|enum|values)":(?=[[])', '"options":'] } as const;
/** What the choices are, told beside them: an expression has no steps in which to find out. What is none of these is typed. */
const KINDS_OF_CHOICES = {
  of_objects: ['"options":(?=[[]([{][^{}]*"value":[^{}]*[}],?)+[[-^])', '"holds":"objects","options":'],
  of_numbers: ['"options":(?=[[](-?[0-9.]+,?)+[[-^])', '"holds":"numbers","options":'],
  of_words: ['"options":(?=[[]("[^"]*",?)+[[-^])', '"holds":"words","options":'],
} as const;
type Edits = Readonly<Record<string, readonly [search: string, by: string]>>;
/** The patterns stand beside the request as plain texts, so that what uses them can be read. */
const patternsOf = (edits: Edits): Record<string, string> => Object.fromEntries(Object.entries(edits).map(([name, [search]]) => [name, `/${search}/g`]));
const edited = (json: Expression, edits: Edits): Expression => Object.entries(edits).reduce((text, [name, [, by]]) => call('replace', text, `temp.${name}`, literal(by)), json);

/** How Make's editor asks for each type of input, as data that expressions look up. */
const TYPES_BY_NAME: Json = [...TYPES, ['objects', 'select'], ['numbers', 'number']].map(([wireflow = '', make = '']) => ({ wireflow, make }));
const TYPE = call('lower', textOr('item.type'));
/** Make takes choices as objects only: plain words are listed in the help, and typed; plain numbers are numbers. */
const IS_SELECT = `${TYPE} = 'select'`;
const MAKES_TYPE = call('first', call('map', 'temp.types', literal('make'), literal('wireflow'), choose(IS_SELECT, textOr('item.holds'), TYPE)));
const HAS_WORDS = `${textOr('item.holds', literal('objects'))} != 'objects'`;
const HELP = firstOf(['item.description', 'item.help']);
const ID = firstOf(['item.nodeId', 'item.id']);
const HAS_OBJECTS = `${IS_SELECT} && item.holds = 'objects'`;

const IS_IMAGE = `${TYPE} = 'image'`;
const HAS_SAMPLE = isFilled(`'' + ${textOr('item.default')}`);

const CHECK_IMAGES: Parameter = {
  name: RUN_NAMES.checkImages,
  type: 'boolean',
  label: 'Check images',
  required: true,
  default: true,
  help: 'The workflow is mapped, so its images are known only when the scenario runs. If enabled, the module asks for them first, and starts nothing while one is missing. If disabled, the image that is saved in the workflow is used, and charged.',
};

/**
 * The inputs of the chosen workflow as fields of the module, in the order of the workflow. A mapped workflow is known
 * only when the scenario runs: for it the module has fields of its own, and this one, which says so.
 */
export const workflowInputs: RpcDefinition = {
  id: 'workflowInputs',
  label: 'Workflow inputs',
  connection: 'apiKey',
  params: [{ name: RUN_NAMES.workflow, type: 'text', label: 'Workflow ID', required: true }],
  communication: {
    condition: { condition: iml(isSafe(workflowId(RUN_NAMES.workflow))), default: [CHECK_IMAGES as unknown as Json] },
    ...requestTo('describeInputs', {
      id: workflowId(RUN_NAMES.workflow),
      temp: { ...patternsOf(ONE_KEY), ...patternsOf(KINDS_OF_CHOICES) },
      response: {
        temp: { types: TYPES_BY_NAME, an_id: AN_ID, inputs_text: iml(withoutSecret(edited(asJson(listIn('body', ['inputs'])), ONE_KEY))) },
        valid: checkList('a description of inputs', 'temp.inputs_text'),
        iterate: { container: iml(call('parseJSON', edited('temp.inputs_text', KINDS_OF_CHOICES))), condition: iml(isId(ID)) },
        output: {
          name: iml(ID),
          label: iml(firstOf(['item.label', 'item.name', 'item.nodeId', 'item.id'])),
          type: iml(textOr(MAKES_TYPE, literal('text'))),
          // An image that the workflow would fill in is its author's sample, which would be billed.
          required: iml(choose(IS_IMAGE, `item.required = true || ${HAS_SAMPLE}`, 'item.required = true')),
          default: iml(choose(IS_IMAGE, 'undefined', 'item.default')),
          options: iml(choose(HAS_OBJECTS, 'item.options', 'undefined')),
          multiline: iml(choose(`${TYPE} = 'text'`, 'true', 'undefined')),
          help: iml(choose(HAS_WORDS, `${textOr(HELP)} + ' One of: ' + ${call('join', 'item.options', literal(', '))} + '.'`, HELP)),
        },
      },
    }),
  },
};
