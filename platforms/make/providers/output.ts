import { FLUX_OUTPUT_FIELDS, fluxOutput } from '../../../core/outputs/flux_output.js';
import { SAMPLE_JOB, SAMPLE_KEPT_IMAGE } from '../../../core/outputs/flux_samples.js';
import type { ProviderName } from '../../../core/providers/job.js';
import { NOT_IN_IML } from '../fields/execution_output.js';
import { interfaceItems } from '../fields/interface_items.js';
import type { InterfaceItem, Json } from '../format/component.js';
import { call, choose, iml, isFilled, literal, textOr, type Expression } from '../iml/expression.js';
import { isNumber } from '../reading/values.js';
import { CONTENT_TYPE, FILE_NAME } from './picture.js';

/** What a provider's job has not: it belongs to no workflow, is paid in dollars, and one that failed is an error here. */
const NOT_HERE = new Set(['workflow_id', 'workflow_name', 'workflow_url', 'credits', 'error']);
const FIELDS = FLUX_OUTPUT_FIELDS.filter(({ key }) => !NOT_IN_IML.has(key) && !NOT_HERE.has(key));

export const JOB_INTERFACE: readonly InterfaceItem[] = [
  ...interfaceItems(FIELDS),
  { name: 'image_urls', type: 'array', label: 'Image URLs', spec: { type: 'url' } },
  { name: 'data', type: 'buffer', label: 'Data', semantic: 'file:data' },
  { name: 'fileName', type: 'filename', label: 'File name', semantic: 'file:name' },
  { name: 'content_type', type: 'text', label: 'Content type' },
];

/** What stands for a job of each, as the modules give it. */
const SAMPLE_ADDRESSES: Readonly<Record<ProviderName, string>> = {
  bfl: `https://api.bfl.ai/v1/get_result?id=${SAMPLE_JOB.id}`,
  deepinfra: `deepinfra:${SAMPLE_JOB.id}`,
  replicate: `https://api.replicate.com/v1/predictions/${SAMPLE_JOB.id}`,
};
/** What a provider, or a look at what somebody else has started, does not tell. */
const UNTOLD = { replicate: ['cost_usd', 'cost_basis'], found: ['started_at', 'finished_at'], foundAtBfl: ['model'] } as const;

/** @param isOwn whether the module has started the job */
export function jobSample(provider: ProviderName, isOwn = true): Json {
  const job = { ...SAMPLE_JOB, provider };
  const output = fluxOutput([job], [SAMPLE_KEPT_IMAGE], { estimate: null, message: null }) as unknown as Record<string, Json>;
  const untold: readonly string[] = [...(provider === 'replicate' ? UNTOLD.replicate : []), ...(isOwn ? [] : UNTOLD.found), ...(isOwn || provider !== 'bfl' ? [] : UNTOLD.foundAtBfl)];
  const kept = Object.fromEntries(Object.entries(output).filter(([key, value]) => FIELDS.some((field) => field.key === key) && value !== null && !untold.includes(key)));
  const isJpeg = provider === 'deepinfra';
  return { ...kept, job_address: SAMPLE_ADDRESSES[provider], image_urls: [SAMPLE_KEPT_IMAGE.url], fileName: `${job.id}.${isJpeg ? 'jpg' : 'png'}`, content_type: isJpeg ? 'image/jpeg' : 'image/png' };
}

const orNothing = (text: Expression): Expression => choose(isFilled(textOr(text)), text, 'undefined');

/**
 * @param message what is said of a job that goes on
 * @param isOwn whether this module has started the job, and so knows its times
 */
export function jobOutput(provider: ProviderName, { address, message, model, isOwn }: { readonly address: Expression; readonly message: Expression; readonly model: Expression; readonly isOwn: boolean }): Json {
  const values: Readonly<Record<string, Expression>> = {
    // A filter's refusal is a failed run on every platform; it ends the module before this.
    status: 'temp.status',
    image_url: call('first', 'temp.image_urls'),
    image_count: choose('length(temp.bytes) > 0', '1', call('length', 'temp.image_urls')),
    message,
    execution_id: 'temp.job_id',
    started_at: isOwn ? 'temp.started_at' : 'undefined',
    finished_at: isOwn ? choose(`temp.status = ${literal('completed')}`, 'now', 'undefined') : 'undefined',
    id: 'temp.job_id',
    request_id: orNothing('temp.request_id'),
    provider: literal(provider),
    model,
    cost_usd: 'temp.cost_usd',
    cost_basis: choose(isNumber(textOr('temp.cost_text')), literal('reported-by-response'), 'undefined'),
    job_id: 'temp.job_id',
    job_address: address,
    image_urls: 'temp.image_urls',
    data: choose('temp.has_file', 'temp.data', 'undefined'),
    fileName: FILE_NAME,
    content_type: CONTENT_TYPE,
  };
  return Object.fromEntries(
    JOB_INTERFACE.map(({ name }) => {
      const value = values[name];
      if (value === undefined) throw new Error(`Say how IML reads “${name}”, or list it among what a job has not.`);
      return [name, iml(value)];
    }),
  );
}
