import { PROVIDER_LABELS, type ProviderName } from '../../../core/providers/job.js';
import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { call, choose, EMPTY, iml, isFilled, literal, matches, without, type Expression } from '../iml/expression.js';
import { bareKey, keyPattern } from '../reading/secrets.js';
import { LOOK_EVERY_MS, LONGEST_WAIT_S, MOST_LOOKS } from '../wait.js';
import { lookAt, MARKS } from './adapters.js';
import { headersOf } from './body.js';
import { providerErrors, REFUSAL_NOTES, refusalTexts, type TableOptions } from './errors.js';
import { LONGEST_WAIT } from './fields.js';
import { TEXT_UNLESS_REFUSED } from '../reading/json_text.js';
import { finalWords, LOOK_NOTES, NEEDED_TO_READ } from './replies.js';

/** The providers that can be asked about a job. */
export type Asked = Exclude<ProviderName, 'deepinfra'>;

export const GET_LABELS: Readonly<Record<Asked, string>> = { bfl: `Get an image from ${PROVIDER_LABELS.bfl}`, replicate: `Get an image from ${PROVIDER_LABELS.replicate}` };

export const KEY: Expression = bareKey('connection.apiKey');
export const SECRET = { key: keyPattern('connection.apiKey') };

/** BFL answers a job on the cluster that has it: an address of its API, and of no other host (core: hosts.ts). */
const BFL_ADDRESS = 'https://api([.][a-z]{2}[0-9]{0,2})?[.]bfl[.]ai/[^ ]+';
const REPLICATE_ADDRESS = 'https://api[.]replicate[.]com/v1/predictions/[A-Za-z0-9_-]+/?';
const ADDRESSES: Readonly<Record<Asked, string>> = { bfl: BFL_ADDRESS, replicate: REPLICATE_ADDRESS };

const [BEFORE_JOB = '', AFTER_JOB = ''] = lookAt('replicate').url.split(MARKS.job);
const BFL_LOOK = lookAt('bfl').url.replace('https://api.bfl.ai/', '').replace(MARKS.job, '');

/** Where a job is looked at. The host is fixed letter by letter, but for BFL's cluster, whose form `noteAddress` has checked. */
export const LOOK_URLS: Readonly<Record<Asked, string>> = {
  bfl: `https://api${iml('temp.cluster')}.bfl.ai/${iml('temp.look_path')}`,
  replicate: `${BEFORE_JOB}${iml('temp.job_id')}${AFTER_JOB}`,
};
/** The same as one expression, for outputs and errors. */
export const JOB_ADDRESS: Readonly<Record<Asked, Expression>> = {
  bfl: "'https://api' + temp.cluster + '.bfl.ai/' + temp.look_path",
  replicate: `'${BEFORE_JOB}' + temp.job_id + '${AFTER_JOB}'`,
};

/**
 * Notes where the job is looked at. An address that the key must not go to is replaced by the common one.
 *
 * @param given the address as the provider, or a person, names it
 */
export function noteAddress(provider: Asked, given: Expression): Request[] {
  if (provider === 'replicate') return [];
  return [
    keep({ is_theirs: iml(matches(given, BFL_ADDRESS)) }),
    keep({
      cluster: iml(choose('temp.is_theirs', without(without(given, '^https://api'), '[.]bfl[.]ai/.*$'), EMPTY)),
      look_path: iml(choose('temp.is_theirs', without(given, '^https://[^/]*/'), `'${BFL_LOOK}' + temp.job_id`)),
    }),
  ];
}

/** The job of an address that a person has mapped; any other address ends here, before a key is sent. */
export function readAddress(provider: Asked, given: Expression): Request[] {
  const id = provider === 'bfl' ? without(without(given, '^.*[?&]id='), '&.*$') : without(without(given, '/$'), '^.*/');
  const sentence = `The field Job address holds no address of a job at ${PROVIDER_LABELS[provider]}, so the key was not sent there. Map the Job address of the module that made the image.`;
  return [check(matches(given, ADDRESSES[provider]), sentence, { job_id: iml(id), started_at: iml('now') }), ...noteAddress(provider, given)];
}

/** Looks at a job until it has ended, or the time is over. Needs `temp.started_at`. */
export function waitForJob(provider: Asked, { condition, errors }: { readonly condition?: Expression; readonly errors: TableOptions }): Request {
  return {
    ...(condition === undefined ? {} : { condition: iml(condition) }),
    temp: { ...SECRET, ...refusalTexts(provider, false), ...NEEDED_TO_READ, end: iml(`addSeconds(temp.started_at, ifempty(parameters.${LONGEST_WAIT}, ${LONGEST_WAIT_S}))`), final_words: finalWords(provider) },
    url: LOOK_URLS[provider],
    encodeUrl: false,
    method: 'GET',
    followRedirects: false,
    headers: headersOf(lookAt(provider).headers, KEY),
    response: { type: TEXT_UNLESS_REFUSED, temp: { ...REFUSAL_NOTES, ...LOOK_NOTES }, error: providerErrors(provider, errors) },
    repeat: {
      condition: iml(`now < temp.end && ${isFilled(call('replace', 'temp.word', 'temp.final_words', EMPTY))}`),
      delay: LOOK_EVERY_MS,
      limit: MOST_LOOKS,
    },
  };
}

/** Stops at a job that ended without a picture: whatever comes after would work on with none. */
export function checkMade(provider: ProviderName, job: Expression): Request {
  const isBad = ['failed', 'moderated', 'cancelled', 'timed_out'].map((status) => `temp.status != ${literal(status)}`).join(' && ');
  const what = choose(`temp.status = ${literal('cancelled')}`, literal(`The image was cancelled at ${PROVIDER_LABELS[provider]}.`), 'temp.reason');
  return check(isBad, `${iml(what)} Job: ${iml(job)}. Change the prompt or the input image, then run the module again, which buys another image.`);
}

export const goesOn = (provider: Asked): Expression =>
  choose(`temp.status = ${literal('completed')}`, 'undefined', literal(`The image is still being made. Look again with the module ${GET_LABELS[provider]} and the job address; that buys nothing.`));

