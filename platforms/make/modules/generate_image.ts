import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { PROMPT_FIELDS } from '../../../core/fields/prompt_fields.js';
import { WEBHOOK_FIELD } from '../../../core/fields/target_fields.js';
import { SAMPLE_STARTED } from '../../../core/outputs/samples.js';
import { ID, readWebhookAddress } from '../../../core/fields/webhook_address.js';
import { check } from '../check.js';
import { complaint } from '../errors/core_words.js';
import { promptBody, promptChecks } from '../fields/prompt_body.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { parameter } from '../fields/parameters.js';
import type { ModuleDefinition } from '../format/component.js';
import { call, iml, matches, pattern, textOr } from '../iml/expression.js';
import { startedOutput, startedSteps } from '../reading/started.js';
import { requestTo } from '../request.js';

const GIVEN = call('trim', textOr('parameters.webhook'));
const ID_SOURCE = ID.source.replace(/^\^|\$$/g, '');
/** Wireflow's own host, with the plural path that its article warns of; a pattern without backslashes, see `literal`. */
const URL_START = `(https?://)?(www[.])?${new URL(PUBLIC_BASE_URL).host.replace(/^www\./, '').replace('.', '[.]')}${new URL(PUBLIC_BASE_URL).pathname}/workflows?/`;
const URL_END = '/trigger/?';

/** What is left of a webhook's URL when its ends are taken away, or the ID itself. Nothing else passes the check. */
const WEBHOOK_ID = call('replace', call('replace', GIVEN, pattern(`^${URL_START}`, 'i'), 'emptystring'), pattern(`${URL_END}$`, 'i'), 'emptystring');

/** Without a key there is no list to choose from. */
const NO_WEBHOOK = complaint(() => readWebhookAddress('???', PUBLIC_BASE_URL)).replace('Choose a workflow, or paste', 'Paste');

export const generateImage: ModuleDefinition = {
  id: 'generateImage',
  label: 'Generate an image',
  description: 'Starts a workflow with a prompt. Needs no API key.',
  type: 'action',
  crud: 'create',
  connection: null,
  mappableParams: [
    parameter(WEBHOOK_FIELD, {
      help: 'The webhook URL from **Settings > Webhook** in the Wireflow editor, or the workflow’s ID. Whoever has it can spend your credits, so treat it like a password.',
    }),
    ...PROMPT_FIELDS.map((field) => parameter(field)),
  ],
  communication: [
    check(matches(GIVEN, `${ID_SOURCE}|${URL_START}${ID_SOURCE}${URL_END}`, 'i'), NO_WEBHOOK, {
      webhook_id: iml(WEBHOOK_ID),
    }),
    ...promptChecks,
    ...startedSteps(requestTo('trigger', { id: 'temp.webhook_id', body: promptBody })),
    { response: { output: startedOutput } },
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_STARTED),
};
