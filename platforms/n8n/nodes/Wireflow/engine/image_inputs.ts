import { uploadFile, UPLOAD_MAX_BYTES, type FileData } from '../../../../../core/api/media_upload.js';
import { fieldKeyOf } from '../../../../../core/fields/workflow_inputs.js';
import { badInput, WireflowError } from '../../../../../core/model/errors.js';
import { pictureMark } from '../../../../../core/runs/made_before.js';
import type { WorkflowInput } from '../../../../../core/model/workflow.js';
import { isSafeLink, whyUnsafe } from '../../../../../core/api/safe_link.js';
import { nameInLink, nameWithEnding } from '../../../../../core/model/file_name.js';
import { isCutOff } from '../../../../../core/model/picture_end.js';
import { beginsLikeImage, imageTypeOf, TELLING_BYTES } from '../../../../../core/model/image_type.js';
import { binaryImage } from './binary_image.js';
import { pictureReply, type PictureReply } from './picture_reply.js';
import type { Step } from './step.js';

const FETCH_TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 3;
/** Refusals that pass by themselves, as all of the host's own faults may. */
const PASSING = new Set([408, 425, 429]);
/** Links to these hosts are Wireflow's own: nothing has to be copied. */
const OWN_HOSTS = /(^|\.)(wireflow\.ai|atomu\.ai)$/;

/** The field that a person has put an image into. */
export interface ImageField {
  readonly key: string;
  readonly label: string;
}

/** An image for a workflow: a link as it is checked, and the link that is sent. */
export interface ImageInput {
  readonly checked: unknown;
  /** What tells it from another image, for as long as nobody changes what lies there. */
  readonly mark: unknown;
  /** What tells it from another image by what it shows. @throws WireflowError where it can't be had */
  shown(): Promise<string>;
  link(): Promise<string>;
}

/**
 * An image that a person gives: a link, or the name of the input item's field that holds the file. A workflow may refuse
 * links to other hosts, so the image is copied to Wireflow (docs/service.md, "Uploads"); a key that may not upload leaves
 * a link as it is.
 *
 * @throws WireflowError `bad_input` for the name of a field that holds no file
 */
export async function imageInput(step: Step, item: number, { nodeId, label }: WorkflowInput, given: unknown): Promise<ImageInput> {
  const field = { key: fieldKeyOf(nodeId), label };
  const name = typeof given === 'string' ? given.trim() : '';
  if (name === '' || /^https?:\/\//i.test(name)) return { checked: given, mark: given, shown: () => shownAt(step, field, name), link: () => copyOfLink(step, field, name) };
  const file = await binaryImage(step.host, item, name, UPLOAD_MAX_BYTES, (why) => notUsable(field, why));
  // A stand-in that passes for a link: the file gets its own when it is uploaded.
  return { checked: 'https://cdn.wireflow.ai/upload', mark: file.mark, shown: async () => file.mark, link: async () => uploadFile(step.client, await file.read()) };
}

/** What tells a picture behind a link from another one. @throws WireflowError `bad_input` or `unavailable` where it can't be had */
export async function shownAt(step: Step, field: ImageField, link: string): Promise<string> {
  return pictureMark((await fetchLink(step, field, link)).data);
}

async function copyOfLink(step: Step, field: ImageField, link: string): Promise<string> {
  if (OWN_HOSTS.test(new URL(link).hostname)) return link;
  const file = await fetchLink(step, field, link);
  return uploadFile(step.client, file).catch((error: unknown) => {
    if (error instanceof WireflowError && error.kind === 'forbidden') return link;
    throw error;
  });
}

/** The image behind a link. @throws WireflowError `bad_input` or `unavailable` where it can't be had */
export async function fetchLink(step: Pick<Step, 'host' | 'baseUrl'>, field: ImageField, link: string): Promise<FileData> {
  const reply = await follow(step, field, link);
  if (reply === null || PASSING.has(reply.status) || reply.status >= 500) throw notAtTheMoment(field);
  const { status, data, contentType, isPacked } = reply;
  if (status !== 200) throw notUsable(field, 'could not be fetched');
  if (data === null) throw notUsable(field, `is larger than the ${UPLOAD_MAX_BYTES / 1024 / 1024} MB that are taken`);
  if (isPacked && !beginsLikeImage(data.subarray(0, TELLING_BYTES))) throw notUsable(field, 'is sent packed by its host, and n8n does not unpack it');
  if (isCutOff(data)) throw notUsable(field, 'is cut off: only a part of it came');
  const filename = nameInLink(link);
  const type = imageTypeOf(data.subarray(0, TELLING_BYTES), { contentType, filename });
  if (type === null) throw notUsable(field, 'leads to something that is not an image');
  return { data, contentType: type.contentType, filename: nameWithEnding(filename, type) };
}

/** Every address on the way is checked, since a public one may lead to a private network. Null where nobody answered. */
async function follow({ host, baseUrl }: Pick<Step, 'host' | 'baseUrl'>, field: ImageField, link: string): Promise<PictureReply | null> {
  let url = link;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    if (!isSafeLink(url, baseUrl)) throw notUsable(field, whyUnsafe(url, redirects === 0));
    const reply = await pictureReply(host, url, { timeoutMs: FETCH_TIMEOUT_MS, maxBytes: UPLOAD_MAX_BYTES }).catch(() => null);
    if (reply === null || reply.next === null) return reply;
    url = reply.next;
  }
  throw notUsable(field, 'can not be opened: its host sends it round in circles');
}

function notUsable({ key, label }: ImageField, why: string): WireflowError {
  return badInput(key, `The image in the field ${label} ${why}.`, 'Give a link that starts with https://, or the name of the input data field that holds the file.');
}

function notAtTheMoment({ label }: ImageField): WireflowError {
  return new WireflowError({
    kind: 'unavailable',
    problem: `The image in the field ${label} could not be fetched at the moment.`,
    nextStep: 'Nothing was started; run the step again in a few minutes, or give another file or link.',
  });
}
