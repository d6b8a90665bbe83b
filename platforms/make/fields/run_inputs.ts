import { INPUT_TYPE_ALIASES } from '../../../core/api/readers/workflow_inputs.js';
import { WORKFLOW_INPUT_TYPES, type WorkflowInput } from '../../../core/model/workflow.js';
import { check, keep } from '../check.js';
import type { Parameter, Request } from '../format/component.js';
import { asJson, call, choose, EMPTY, iml, isFilled, listIfOne, listOr, literal, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { listIn } from '../reading/envelope.js';
import { NOTHING_STARTED } from '../errors/notes.js';
import { notReadable } from '../reading/poll.js';
import { withoutSecret } from '../reading/secrets.js';
import { isMissingIn, isSeen } from '../reading/unseen.js';
import { bareText } from '../reading/values.js';
import { requestTo } from '../request.js';
import { anyOf, areNamedOnce, filledPairs } from './filled_pairs.js';
import { linksChecks } from './one_link.js';
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

const PROMPT = `parameters.${RUN_NAMES.prompt}`;
const MORE = `parameters.${RUN_NAMES.moreInputs}`;
/** A person may say so of a mapped workflow alone. */
const IS_CONSENTED = `!${textOr(`parameters.${RUN_NAMES.checkImages}`, 'true')}`;

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

/** Every type but those of words, with the names that they go by elsewhere, in the two usual spellings. */
const typesLike = (isOne: (type: WorkflowInput['type']) => boolean): string[] => [...WORKFLOW_INPUT_TYPES.filter(isOne), ...Object.entries(INPUT_TYPE_ALIASES).filter(([, type]) => isOne(type)).map(([word]) => word)];
const spelled = (types: readonly string[]): string => types.flatMap((type) => [type, type.toUpperCase()]).join(',');
const DEAR_TYPES = spelled(typesLike((type) => type !== 'text'));

/** What `map` makes of no wanted value at all is not known. */
const NOBODY = literal('-');

/** Joined by a sign, also where one has no such text: a gap is null (docs/make-engine.md, "Readings"). */
const joined = (of: Expression, by: string): Expression => call('join', call('parseJSON', call('replace', call('createJSON', of), pattern('(?<=[[,])null(?=[,[-^])', 'g'), `'""'`)), literal(by));
const listed = (of: Expression): Expression => joined(of, ',');
const bare = (values: Expression): Expression => without(call('createJSON', values), '"', 'g');

/** The types of inputs that take a link, in the usual words and spellings. */
const LINK_TYPES = spelled(typesLike((type) => type === 'image' || type === 'url'));

/** Notes the links among the inputs, and checks them. */
const inputLinkChecks: readonly Request[] = [
  keep({ link_ids: iml(listed(call('map', 'temp.inputs_list', literal('nodeId'), literal('type'), 'temp.link_types'))) }),
  keep({ links_given: iml(listed(call('map', call('toArray', 'temp.inputs'), literal('key'), literal('key'), textOr('temp.link_ids', NOBODY)))), link_values: iml(call('createJSON', call('map', call('toArray', 'temp.inputs'), literal('value'), literal('key'), textOr('temp.link_ids', NOBODY)))) }),
  keep({ link_labels: iml(joined(call('map', 'temp.inputs_list', literal('label'), literal('nodeId'), textOr('temp.links_given', NOBODY)), ', ')) }),
  ...linksChecks('temp.link_values', textOr('temp.link_labels', 'temp.links_given')),
];

/** The types of inputs that take yes or no, in the usual words and spellings. */
const SWITCH_TYPES = spelled(typesLike((type) => type === 'boolean'));
const NO_SWITCH = `An input takes yes or no, and another word is filled in: ${iml(textOr('temp.switch_labels', 'temp.switches_given'))}. ${NOTHING_STARTED} Map true or false.`;

/** What More inputs takes is a text. “no” would be sent as that word, and what Wireflow reads in it is documented nowhere. */
const switchChecks: readonly Request[] = [
  keep({ switch_ids: iml(listed(call('map', 'temp.inputs_list', literal('nodeId'), literal('type'), 'temp.switch_types'))) }),
  keep({ switches_given: iml(listed(call('map', call('toArray', 'temp.inputs'), literal('key'), literal('key'), textOr('temp.switch_ids', NOBODY)))), switch_values: iml(bare(call('map', call('toArray', 'temp.inputs'), literal('value'), literal('key'), textOr('temp.switch_ids', NOBODY)))) }),
  keep({ switch_labels: iml(joined(call('map', 'temp.inputs_list', literal('label'), literal('nodeId'), textOr('temp.switches_given', NOBODY)), ', ')) }),
  check(`length(${without('temp.switch_values', '(true|false|null)(?=[,[-^])|[ ,[-^]', 'gi')}) = 0`, NO_SWITCH),
];

const idsUnder = (key: string): Expression => call('createJSON', call('map', 'temp.inputs_list', literal(key)));
const TWICE = `One input of the workflow is filled in twice: in its own field, in Prompt, or in More inputs. ${NOTHING_STARTED} Fill in each input once.`;
const ofPrompt = (pairs: Expression, value: string, by: string): Expression => call('map', pairs, literal(value), literal(by), textOr('temp.prompt_id', NOBODY));
/** The editor fills in what is saved: Prompt stands in its place. */
const IS_ONE_PROMPT = `!temp.has_prompt || (temp.more_prompts = 0 && (length(temp.own_prompt) <= 2 || temp.own_prompt = temp.saved_prompt || temp.own_prompt = ${call('createJSON', PROMPT)}))`;
const UNKNOWN = `This workflow has no input with the ID ${iml(call('substring', 'temp.unknown', '0', '80'))}, which is filled in here. ${NOTHING_STARTED} Open this module, choose the workflow again so that its inputs are loaded anew, and look at what is filled in.`;

/**
 * Stops what would be paid for, and made without what was filled in: of two values for one input the last alone would count, and
 * Wireflow leaves out an input that the workflow has no more (docs/service.md, "Inputs").
 */
const pairChecks: readonly Request[] = [
  check(areNamedOnce(call('map', 'temp.given', literal('key'))), TWICE, {
    own_prompt: iml(asJson(call('first', ofPrompt('temp.own_inputs', 'value', 'key')))),
    saved_prompt: iml(asJson(call('first', ofPrompt('temp.inputs_list', 'default', 'nodeId')))),
    more_prompts: iml(`length(${ofPrompt(call('parseJSON', 'temp.filled'), 'value', 'key')})`),
  }),
  check(IS_ONE_PROMPT, TWICE, { known: iml(idsUnder('nodeId')), known_too: iml(idsUnder('id')), unknown: iml(call('createJSON', call('map', 'temp.pairs', literal('key')))) }),
  keep({ known: iml(anyOf('temp.known')), known_too: iml(anyOf('temp.known_too')) }),
  keep({ unknown: iml(call('replace', call('replace', 'temp.unknown', 'temp.known', EMPTY), 'temp.known_too', EMPTY)) }),
  keep({ unknown: iml(without(call('replace', 'temp.unknown', pattern('[,"[-^]+', 'g'), literal(', ')), '^, |, $', 'g')) }),
  check('length(temp.unknown) = 0', UNKNOWN),
];

/**
 * Notes as `temp.unestimated` the labels of inputs that may make the run dearer than the saved workflow, which is what
 * Wireflow estimates: own images, numbers and choices, unless all of them are what is saved (core: `unestimatedInputs`).
 */
const unestimatedSteps: readonly Request[] = [
  keep({ dear_ids: iml(listed(call('map', 'temp.inputs_list', literal('nodeId'), literal('type'), 'temp.dear_types'))) }),
  keep({ dear_given: iml(listed(call('map', call('toArray', 'temp.inputs'), literal('key'), literal('key'), textOr('temp.dear_ids', NOBODY)))), dear_values: iml(bare(call('map', call('toArray', 'temp.inputs'), literal('value'), literal('key'), textOr('temp.dear_ids', NOBODY)))) }),
  keep({ saved_values: iml(bare(call('map', 'temp.inputs_list', literal('default'), literal('nodeId'), textOr('temp.dear_given', NOBODY)))), dear_labels: iml(joined(call('map', 'temp.inputs_list', literal('label'), literal('nodeId'), textOr('temp.dear_given', NOBODY)), ', ')) }),
  keep({ is_saved: iml('temp.dear_values = temp.saved_values') }),
  keep({ unestimated: iml(choose('temp.is_saved', EMPTY, textOr('temp.dear_labels', 'temp.dear_given'))) }),
];

/**
 * The inputs as they are sent, and the check that no image of the workflow's author is used and paid for by silence. For
 * that the workflow is asked once more for its inputs: those that the editor shows are as old as the scenario, and for a
 * mapped workflow there are none. Where nothing is filled in that needs the answer, nobody is asked: an error of that look
 * would end the module before the start, and Make has no way to go on after one.
 */
export function inputSteps(workflow: Expression): Request[] {
  const described = requestTo('describeInputs', { id: workflow, isBeforeStart: true, response: { temp: { described: iml(withoutSecret(asJson(listIn('body', ['inputs'])))) } } });
  return [
    keep({
      has_prompt: iml(isSeen(textOr(PROMPT))),
      has_more: iml(isFilled(listOr(MORE))),
      has_own: iml(`length(${call('createJSON', OWN)}) > 2`),
      dear_types: DEAR_TYPES,
      link_types: LINK_TYPES,
      switch_types: SWITCH_TYPES,
      is_mapped: iml(textOr(`parameters.${RUN_NAMES.checkImages}`, 'false')),
    }),
    { condition: iml('temp.has_prompt || temp.has_more || temp.has_own || temp.is_mapped'), ...described },
    // Else it is not known which of the author’s images the run would use and charge for.
    check("indexOf(ifempty(temp.described, '[]'), '[') = 0", notReadable('a description of inputs', NOTHING_STARTED)),
    keep({ described: iml(textOr('temp.described', literal('[]'))) }),
    // Either name of an ID is read (core: readers/workflow_inputs.ts).
    keep({ described: iml(choose(`indexOf(temp.described, '"nodeId":') < 0`, call('replace', 'temp.described', pattern('"id":', 'g'), literal('"nodeId":')), 'temp.described')) }),
    keep({ inputs_list: iml(listIfOne(call('parseJSON', 'temp.described'))), images: iml(imagesIn('temp.described')) }),
    keep({
      prompt_id: iml(bareText([call('first', call('map', 'temp.inputs_list', literal('nodeId'), literal('label'), literal('Prompt,prompt'))), call('first', call('map', 'temp.inputs_list', literal('nodeId'), literal('type'), literal('text')))])),
      image_ids: iml(each('temp.images', 'nodeId|id')),
      image_labels: iml(each('temp.images', 'label|name')),
      own_text: iml(call('createJSON', OWN)),
      filled: iml(call('replace', call('createJSON', listOr(MORE)), 'temp.unseen_strings', `'""'`)),
    }),
    ...filledPairs('key', 'value'),
    keep({ own_text: iml(call('replace', 'temp.own_text', 'temp.unseen_strings', `'""'`)) }),
    keep({ own_inputs: iml(call('toArray', call('parseJSON', withoutEmpty('temp.own_text')))) }),
    keep({ prompt_pair: { key: iml(textOr('temp.prompt_id')), value: iml(PROMPT) } }),
    check(`!temp.has_prompt || ${isFilled(textOr('temp.prompt_id'))}`, 'The field Prompt is filled in, and this workflow has no text input. Empty it, or choose another workflow.', {
      given: iml(call('merge', 'temp.own_inputs', call('parseJSON', 'temp.filled'))),
    }),
    keep({ pairs: iml(choose('temp.has_prompt', call('add', 'temp.given', 'temp.prompt_pair'), 'temp.given')) }),
    ...pairChecks,
    keep({ inputs_text: iml(call('createJSON', call('toCollection', 'temp.pairs', literal('key'), literal('value')))) }),
    keep({ inputs_text: iml(withoutEmpty(call('replace', 'temp.inputs_text', 'temp.unseen_strings', `'""'`))) }),
    check(`!(${isMissingIn('temp.inputs_text')})`, 'An input holds what stands for a missing value (undefined), and no text. Look at what is mapped into the inputs, and type or map a text.'),
    keep({ inputs: iml(call('parseJSON', 'temp.inputs_text')) }),
    keep({ image_values: iml(asJson(call('map', call('toArray', 'temp.inputs'), literal('value'), literal('key'), call('replace', 'temp.image_ids', pattern(MARK, 'g'), literal(','))))) }),
    ...unestimatedSteps,
    ...inputLinkChecks,
    ...switchChecks,
    keep({ filled_images: iml(countOf('temp.image_values', '"[^"]+"')), wanted_images: iml(`length(${without('temp.images', `[^${MARK}]`, 'g')})`) }),
    check(`${IS_CONSENTED} || temp.filled_images >= temp.wanted_images || length(temp.image_ids) = 0`, SAMPLE),
  ];
}
