import type { Field } from '../../../core/fields/field.js';
import { FALLBACK_FIELD } from '../../../core/fields/fallback_field.js';
import { FLUX_FIELDS } from '../../../core/fields/flux_fields.js';
import { PROMPT_FIELDS } from '../../../core/fields/prompt_fields.js';
import { REUSE_FIELD } from '../../../core/fields/reuse_field.js';
import { START_FIELDS } from '../../../core/fields/start_fields.js';
import { WEBHOOK_FIELD } from '../../../core/fields/target_fields.js';
import { IMAGE_SIZES } from '../../../core/model/image_sizes.js';
import { PROVIDERS } from '../../../core/providers/job.js';
import { FALLBACKS } from '../../../core/runs/flux/fallback.js';
import { MEGAPIXELS, TIERS } from '../../../core/providers/tiers.js';
import type { Option } from './command.js';

export const fieldOf = (key: string): Field => [...PROMPT_FIELDS, ...START_FIELDS, REUSE_FIELD, FALLBACK_FIELD, ...FLUX_FIELDS.filter(({ key: own }) => own === 'max_usd')].find((field) => field.key === key) as Field;

export const HELP: Option = { name: 'help', help: 'show this help' };
export const JSON_OUTPUT: Option = { name: 'json', help: 'JSON on standard output, one object per line' };
export const KEY_FILE: Option = {
  name: 'api-key-file',
  value: 'FILE',
  help: 'file with the key (default: $WIREFLOW_API_KEY)',
  details: '`-` reads the key from standard input. There is no option for the key itself: arguments show in process lists.',
  completes: 'file',
};

export const WEBHOOK: Option = {
  name: 'webhook',
  value: 'URL',
  help: 'webhook URL or ID, or @FILE ($WIREFLOW_WEBHOOK)',
  details: 'A webhook is a secret: whoever holds it spends credits. Prefer `WIREFLOW_WEBHOOK` or `@FILE`, since arguments show in process lists.',
  field: WEBHOOK_FIELD,
  guards: true,
};
export const WORKFLOW: Option = { name: 'workflow', value: 'ID', help: 'workflow ID, or its exact name with a key', guards: true };

export const PROMPT: Option = { name: 'prompt', value: 'TEXT', help: 'what the image shows; - reads standard input', field: fieldOf('prompt') };
export const SIZE: Option = {
  name: 'size',
  value: 'SIZE',
  help: 'a purpose (story, pin), 16:9, or 1280x720',
  details: `A purpose: ${IMAGE_SIZES.map(({ key }) => `\`${key}\``).join(', ')}; the ratio of one of them; or sides in pixels, each 64 to 4,096. Without it the workflow decides.`,
  field: fieldOf('size'),
};
export const STYLE: Option = { name: 'style', value: 'STYLE', help: 'for workflows with a style input', field: fieldOf('style') };
export const SEED: Option = { name: 'seed', value: 'N', help: 'same seed and prompt, similar image', field: fieldOf('seed') };
export const INPUT: Option = {
  name: 'input',
  value: 'NAME=VALUE',
  many: true,
  help: 'another input of the workflow; repeatable',
  field: fieldOf('more_inputs'),
};
export const IMAGE: Option = {
  name: 'image',
  value: 'FILE',
  help: 'reference image: a link, or a file with a key',
  details: 'A file is copied to Wireflow with the key when the execution is started; without a key only a link can be sent.',
  field: fieldOf('image_url'),
  completes: 'file',
};

export const WAIT: Option = {
  name: 'wait',
  value: 'SECONDS',
  help: 'how long to wait (default 300, 0 without a key)',
  details: '`0` starts the execution and prints its ID. From 0 to 86,400. Waiting needs the key.',
};
export const OUT: Option = {
  name: 'out',
  value: 'DIR',
  help: 'save the images in this folder',
  details: 'Without it their links are printed and nothing is saved; but an image from a provider is saved in the current folder by `generate`, `run` and `wait`. As `EXECUTION_ID-1.png` and so on, with the ending that the bytes ask for. An ID with capital letters or other signs gets a mark behind it, and no file that is there is written over: the same image keeps its file, another one gets a name of its own.',
  completes: 'folder',
};
export const RUN_ID: Option = {
  name: 'run-id',
  value: 'TEXT',
  help: 'same ID within 24 hours: same execution, paid once',
  details: 'Kept in a folder on this machine (see “What is kept”); another machine knows it only for `run`, and if Wireflow keeps it there.',
  field: fieldOf('run_id'),
  guards: true,
};
export const MAX_CREDITS: Option = {
  name: 'max-credits',
  value: 'N',
  help: 'start nothing that would cost more',
  details: 'Needs the key: Wireflow is asked for its estimate.',
  field: fieldOf('max_credits'),
  guards: true,
};

export const AFTER_FAILURE: Option = { name: 'after-failure', value: 'WHAT', help: 'again_if_free (default), same or again', isRare: true, details: 'What the Only Once ID of a failed execution does: start anew if it surely cost nothing, give the failed execution again, or start anew in any case.', field: fieldOf('after_failure') };
export const REUSE: Option = { name: 'reuse', value: 'WHEN', help: 'day or week: give what was made before', isRare: true, details: 'Where this machine has made the same within a day or a week (workflow, inputs, size and seed equal, with the same key), its finished images are given again and nothing is started. Needs the key. A picture among the inputs counts by what it shows, not by its name or link. With `--provider` it is the file that was saved here, for as long as it lies there.', field: fieldOf('reuse') };
export const UNCERTAIN_COST: Option = { name: 'uncertain-cost', value: 'WHAT', help: 'stop (default) or start', isRare: true, details: 'What `--max-credits` does where the cost is not certain: Wireflow estimates workflows as they are saved.', field: fieldOf('uncertain_cost') };

export const PROVIDER: Option = {
  name: 'provider',
  value: 'NAME',
  help: `not Wireflow: ${PROVIDERS.join(', ')}, cheapest`,
  details: 'Buys the image there, with the key in `BFL_API_KEY`, `DEEPINFRA_API_KEY` or `REPLICATE_API_TOKEN`. The images are saved in the current folder unless `--out` names another: their links die within minutes.',
  choices: [...PROVIDERS, 'cheapest'],
  guards: true,
};
export const FALLBACK: Option = {
  name: 'fallback',
  value: 'WAY',
  help: 'if it can’t start: bfl, deepinfra, replicate, …',
  details: `Where Wireflow surely started nothing (out of credits, key refused, busy, unreachable), one image is bought elsewhere, with the key of that provider: ${FALLBACKS.map(({ key, label }) => `\`${key}\` (${label.replace('Make it at ', '').replace(' (', ': ').replace(')', '')})`).join(', ')}. For a prompt alone. \`--max-credits\` holds for it, a credit taken for $0.01, and one \`--run-id\` covers both. It is saved in the current folder unless \`--out\` names another. Where nothing comes of it either, the exit code is that of Wireflow’s refusal; 6 where the image may have been bought there.`,
  field: fieldOf('fallback'),
};
export const MAX_USD: Option = { name: 'max-usd', value: 'N', help: 'with --provider: buy nothing that can cost more', isRare: true, details: 'By the price list of this program, in US dollars.', field: fieldOf('max_usd'), guards: true };
export const TIER: Option = {
  name: 'tier',
  value: 'TIER',
  help: 'draft, standard, pro (final), max, ultra, flux_3',
  details: `One of ${TIERS.map(({ key, label }) => `\`${key}\` (${label})`).join(', ')}. \`pro\` is another word for \`final\`.`,
  choices: [...TIERS.map(({ key }) => key), 'pro'],
};
export const MEGAPIXELS_OPTION: Option = { name: 'megapixels', value: 'N', help: `${MEGAPIXELS.join(', ')}; with sides, they say it`, choices: MEGAPIXELS.map(String) };
