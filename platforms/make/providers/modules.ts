import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import { mayHaveStarted } from '../../../core/providers/refusal.js';
import { check, keep } from '../check.js';
import type { ModuleDefinition, Request } from '../format/component.js';
import { asJson, call, choose, firstOf, iml, isFilled, literal, textOr, without, type Expression } from '../iml/expression.js';
import { TEXT_UNLESS_REFUSED } from '../reading/json_text.js';
import { inMakeWords } from '../words.js';
import { startAddress, startBody, startHeaders } from './body.js';
import { providerErrors, REFUSAL_NOTES, refusalTexts } from './errors.js';
import { lookFields, readFields, startFields, WAIT } from './fields.js';
import { checkMade, GET_LABELS, goesOn, JOB_ADDRESS, KEY, noteAddress, readAddress, SECRET, waitForJob, type Asked } from './look.js';
import { findInTable } from './offers_table.js';
import { JOB_INTERFACE, jobOutput, jobSample } from './output.js';
import { fetchPicture } from './picture.js';
import { IS_UNKNOWN, LOOK_NOTES, NEEDED_TO_READ, readReply, TOLD } from './replies.js';

/** "Bfl", as it stands in a module's key. */
const inKey = (provider: ProviderName): string => `${provider[0]?.toUpperCase() ?? ''}${provider.slice(1)}`;
const isAsked = (provider: ProviderName): provider is Asked => provider !== 'deepinfra';
/** DeepInfra keeps no job: what stands for it is the number of its request. */
const addressOf = (provider: ProviderName): Expression => (isAsked(provider) ? JOB_ADDRESS[provider] : "'deepinfra:' + temp.job_id");
const unknownStart = (provider: ProviderName, problem: string): string => {
  const told = mayHaveStarted(provider, problem);
  return inMakeWords(`${told.problem} ${told.nextStep}`);
};

/** Each provider's own word for a job that has only begun, as `LOOK_NOTES` notes words. */
const QUEUED: Readonly<Record<Asked, string>> = { bfl: ' pending ', replicate: ' starting ' };

/** Buys one picture, and notes what the answer says of the job. Nothing after it may make Make send it again. */
function start(provider: ProviderName): Request[] {
  const said = (key: string): Expression => call('get', TOLD, literal(key));
  const idPlaces = provider === 'deepinfra' ? [said('request_id'), "'unnamed'"] : [said('id')];
  const named = `${PROVIDER_LABELS[provider]} accepted the request and named no job.`;
  return [
    {
      temp: { ...SECRET, ...refusalTexts(provider, true), ...NEEDED_TO_READ },
      url: startAddress(provider),
      method: 'POST',
      headers: startHeaders(provider, KEY),
      body: startBody(provider),
      response: {
        type: TEXT_UNLESS_REFUSED,
        temp: {
          ...REFUSAL_NOTES,
          ...LOOK_NOTES,
          job_id: iml(without(asJson(firstOf(idPlaces)), '"', 'g')),
          given_address: iml(textOr(said('polling_url'))),
          cost_at_start: iml(without(asJson(said('cost')), '"', 'g')),
          started_at: iml('now'),
        },
        error: providerErrors(provider, { starts: true }),
      },
    },
    check(`indexOf(temp.reply, '{') = 0 && ${isFilled(textOr('temp.job_id'))}`, unknownStart(provider, named)),
    ...(isAsked(provider) ? noteAddress(provider, 'temp.given_address') : []),
  ];
}

function generate(provider: ProviderName): ModuleDefinition {
  const label = PROVIDER_LABELS[provider];
  const address = addressOf(provider);
  const wait: Request[] = isAsked(provider)
    ? [
        // The first answer has no state, or that of something else: the job is only begun.
        keep({ word: QUEUED[provider], reply: iml(choose(`parameters.${WAIT}`, 'temp.reply', literal('null'))) }),
        waitForJob(provider, { condition: `parameters.${WAIT}`, errors: { starts: false, started: { job: address, lookAgain: GET_LABELS[provider] } } }),
      ]
    : [];
  const message = isAsked(provider) ? goesOn(provider) : choose(`temp.status = ${literal('completed')}`, 'undefined', literal(''));
  return {
    id: `generate${inKey(provider)}Image`,
    label: `Generate an image with ${label}`,
    description: `Buys an image of a FLUX model from ${label} with your own key.`,
    type: 'action',
    crud: 'create',
    connection: provider,
    mappableParams: startFields(provider, !isAsked(provider)),
    communication: [
      ...readFields(provider),
      ...findInTable(provider),
      ...start(provider),
      ...wait,
      ...readReply(provider),
      ...(isAsked(provider) ? [] : [check(`temp.status != ${literal('running')}`, unknownStart(provider, 'DeepInfra took the request and has not sent the image.'))]),
      checkMade(provider, address),
      ...fetchPicture(address),
      { response: { output: jobOutput(provider, { address, message, model: 'temp.model', isOwn: true }) } },
    ],
    interface: JOB_INTERFACE,
    samples: jobSample(provider),
  };
}

function get(provider: Asked): ModuleDefinition {
  const given = call('trim', textOr('parameters.job'));
  const address = JOB_ADDRESS[provider];
  const forgotten = `${PROVIDER_LABELS[provider]} does not know this job (any more). Its images are kept for ${provider === 'bfl' ? 'ten minutes' : 'an hour'}; if they were not fetched by then, the image has to be made again.`;
  return {
    id: `get${inKey(provider)}Image`,
    label: GET_LABELS[provider],
    description: `Returns information about a specific image of ${PROVIDER_LABELS[provider]} by its job address, without buying it again.`,
    type: 'action',
    crud: 'read',
    connection: provider,
    mappableParams: lookFields(`Map the **Job address** of **Generate an image with ${PROVIDER_LABELS[provider]}**.`),
    communication: [
      ...readAddress(provider, given),
      waitForJob(provider, { errors: { starts: false } }),
      check(`!(${IS_UNKNOWN})`, forgotten, { cost_at_start: '' }),
      ...readReply(provider),
      checkMade(provider, address),
      ...fetchPicture(address),
      { response: { output: jobOutput(provider, { address, message: goesOn(provider), model: 'temp.seen.model', isOwn: false }) } },
    ],
    interface: JOB_INTERFACE,
    samples: jobSample(provider, false),
  };
}

export const providerModules: readonly ModuleDefinition[] = [...PROVIDERS.filter(isAsked).map(get), ...PROVIDERS.map(generate)];
