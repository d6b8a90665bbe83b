import type { ZObject } from 'zapier-platform-core';
import { BROWSER_USER_AGENT, isSafeLink } from '../core/download.js';
import { badInput, WireflowError } from '../core/errors.js';
import { uploadFile, UPLOAD_MAX_BYTES, type FileData } from '../core/media.js';
import { fieldKeyOf } from '../core/run_inputs.js';
import type { WorkflowInput } from '../core/workflow.js';
import type { Wireflow } from './step.js';

const FETCH_TIMEOUT_MS = 10_000;
/** Links to these hosts are Wireflow's own: nothing has to be copied. */
const OWN_HOSTS = /(^|\.)(wireflow\.ai|atomu\.ai)$/;

/**
 * The link under which a workflow can read the person's image: a copy at Wireflow, because the service may refuse
 * links to other hosts (docs/service.md, "Uploads"). A key that may not upload leaves the link as it is.
 *
 * @param link where Zapier or the person keeps the image
 */
export async function imageLinkFor(z: ZObject, { client, baseUrl }: Wireflow, input: WorkflowInput, link: string): Promise<string> {
  if (OWN_HOSTS.test(new URL(link).hostname)) return link;
  const file = await fetchFile(z, input, link, baseUrl);
  return uploadFile(client, file).catch((error: unknown) => {
    if (error instanceof WireflowError && error.kind === 'forbidden') return link;
    throw error;
  });
}

async function fetchFile(z: ZObject, input: WorkflowInput, link: string, baseUrl: string): Promise<FileData> {
  if (!isSafeLink(link, baseUrl)) throw notFetched(input, 'can not be opened without a login');
  const response = await z
    .request({
      url: link,
      raw: true,
      headers: { 'user-agent': BROWSER_USER_AGENT, accept: 'image/*' },
      timeout: FETCH_TIMEOUT_MS,
      size: UPLOAD_MAX_BYTES + 1,
      redirect: 'follow',
      follow: 3,
      skipThrowForStatus: true,
      throwForThrottlingEarly: false,
    })
    .catch(() => null);
  if (response?.status !== 200) throw notFetched(input, 'could not be fetched');
  const contentType = response.headers.get('content-type') ?? '';
  if (!contentType.startsWith('image/')) throw notFetched(input, 'leads to something that is not an image');
  const announced = Number(response.headers.get('content-length'));
  const data = announced > UPLOAD_MAX_BYTES ? null : await response.buffer().catch(() => null);
  if (data === null || data.byteLength > UPLOAD_MAX_BYTES) {
    throw notFetched(input, `is larger than the ${UPLOAD_MAX_BYTES / 1024 / 1024} MB that Wireflow takes`);
  }
  return { data, contentType, filename: filenameOf(link, contentType) };
}

function notFetched({ nodeId, label }: WorkflowInput, why: string): WireflowError {
  return badInput(fieldKeyOf(nodeId), `The image in the field ${label} ${why}.`, 'Map another file or link to an image.');
}

function filenameOf(link: string, contentType: string): string {
  const last = new URL(link).pathname.split('/').at(-1) ?? '';
  return /^[\w.-]{1,100}\.\w{2,5}$/.test(last) ? last : `image.${contentType.split('/')[1]?.split(/[;+]/)[0] ?? 'png'}`;
}
