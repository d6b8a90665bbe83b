import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { uploadFile, UPLOAD_MAX_BYTES, type FileData } from '../../../../../core/api/media_upload.js';
import { fieldKeyOf } from '../../../../../core/fields/workflow_inputs.js';
import { badInput, WireflowError } from '../../../../../core/model/errors.js';
import type { WorkflowInput } from '../../../../../core/model/workflow.js';
import { BROWSER_USER_AGENT } from '../../../../../core/outputs/download_addresses.js';
import { isSafeLink } from '../../../../../core/api/safe_link.js';
import type { Step } from './step.js';

const FETCH_TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 3;
/** Links to these hosts are Wireflow's own: nothing has to be copied. */
const OWN_HOSTS = /(^|\.)(wireflow\.ai|atomu\.ai)$/;

/** An image for a workflow: a link as it is checked, and the link that is sent. */
export interface ImageInput {
  readonly checked: unknown;
  link(): Promise<string>;
}

/**
 * An image that a person gives: a link, or the name of the input item's field that holds the file. A workflow may refuse
 * links to other hosts, so the image is copied to Wireflow (docs/service.md, "Uploads"); a key that may not upload leaves
 * a link as it is.
 *
 * @throws WireflowError `bad_input` for the name of a field that holds no file
 */
export async function imageInput(step: Step, item: number, input: WorkflowInput, given: unknown): Promise<ImageInput> {
  const name = typeof given === 'string' ? given.trim() : '';
  if (name === '' || /^https?:\/\//i.test(name)) return { checked: given, link: () => copyOfLink(step, input, name) };
  const binary = step.host.getInputData()[item]?.binary?.[name];
  if (binary === undefined) throw notUsable(input, `is neither a link nor the name of a field with a file in the input item`);
  if (!binary.mimeType.startsWith('image/')) throw notUsable(input, 'leads to a file that is not an image');
  // A stand-in that passes for a link: the file gets its own when it is uploaded.
  const checked = 'https://cdn.wireflow.ai/upload';
  return {
    checked,
    link: async () => {
      const data = await step.host.helpers.getBinaryDataBuffer(item, name);
      return uploadFile(step.client, { data, contentType: binary.mimeType, filename: binary.fileName ?? 'image' });
    },
  };
}

async function copyOfLink(step: Step, input: WorkflowInput, link: string): Promise<string> {
  if (OWN_HOSTS.test(new URL(link).hostname)) return link;
  const file = await fetchLink(step, input, link);
  return uploadFile(step.client, file).catch((error: unknown) => {
    if (error instanceof WireflowError && error.kind === 'forbidden') return link;
    throw error;
  });
}

async function fetchLink(step: Step, input: WorkflowInput, link: string): Promise<FileData> {
  const response = await follow(step, input, link);
  if (response?.statusCode !== 200) throw notUsable(input, 'could not be fetched');
  const contentType = String(response.headers['content-type'] ?? '');
  if (!contentType.startsWith('image/')) throw notUsable(input, 'leads to something that is not an image');
  const data = Buffer.from(response.body as unknown as ArrayBuffer);
  if (data.byteLength > UPLOAD_MAX_BYTES) throw notUsable(input, `is larger than the ${UPLOAD_MAX_BYTES / 1024 / 1024} MB that Wireflow takes`);
  const last = new URL(link).pathname.split('/').at(-1) ?? '';
  return { data, contentType, filename: /^[\w.-]{1,100}\.\w{2,5}$/.test(last) ? last : `image.${contentType.split('/')[1]?.split(/[;+]/)[0] || 'png'}` };
}

/** Every address on the way is checked, since a public one may lead to a private network. */
async function follow({ host, baseUrl }: Step, input: WorkflowInput, link: string): Promise<IN8nHttpFullResponse | null> {
  let url = link;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    if (!isSafeLink(url, baseUrl)) throw notUsable(input, 'can not be opened without a login');
    const options: IHttpRequestOptions = {
      method: 'GET', url, headers: { 'user-agent': BROWSER_USER_AGENT, accept: 'image/*' }, encoding: 'arraybuffer', timeout: FETCH_TIMEOUT_MS,
      returnFullResponse: true, ignoreHttpStatusErrors: true, disableFollowRedirect: true,
    }; // prettier-ignore
    const response: IN8nHttpFullResponse | null = await host.helpers.httpRequest(options).then((reply: IN8nHttpFullResponse) => reply, () => null);
    const next = response?.headers['location'];
    if (response === null || response.statusCode < 300 || response.statusCode > 399 || typeof next !== 'string' || !URL.canParse(next, url)) return response;
    url = new URL(next, url).href;
  }
  return null;
}

function notUsable({ nodeId, label }: WorkflowInput, why: string): WireflowError {
  return badInput(fieldKeyOf(nodeId), `The image in the field ${label} ${why}.`, 'Give a link that starts with https://, or the name of the input data field that holds the file.');
}
