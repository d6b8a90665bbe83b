import type { ZObject } from 'zapier-platform-core';
import { TooManyBytes } from '../../core/api/bounded_stream.js';
import { badInput, WireflowError } from '../../core/model/errors.js';
import { nameInLink, nameWithEnding } from '../../core/model/file_name.js';
import { beginsLikeImage, imageTypeOf, TELLING_BYTES } from '../../core/model/image_type.js';
import { NetworkError } from '../../core/api/network_error.js';
import { whyUnsafe } from '../../core/api/safe_link.js';
import { NotUnpacked } from '../../core/api/unpacked_stream.js';
import { uploadFile, UPLOAD_MAX_BYTES, type FileData } from '../../core/api/media_upload.js';
import { pictureMark } from '../../core/runs/made_before.js';
import { clock } from './clock.js';
import { CutOff, fetchSafely, UnsafeAddress } from './safe_fetch.js';
import type { Wireflow } from './step.js';
import { inTime } from './time_limit.js';

const FETCH_TIMEOUT_MS = 10_000;
/** With less than this left of the step, a fetch is not begun. */
const SHORTEST_FETCH_MS = 1_000;
/** Refusals that pass by themselves, as all of the host's own faults may. */
const PASSING = new Set([408, 425, 429]);
/** Links to these hosts are Wireflow's own: nothing has to be copied. */
const OWN_HOSTS = /(^|\.)(wireflow\.ai|atomu\.ai)$/;

/** The field that a person has put the image into. */
export interface ImageField {
  readonly key: string;
  readonly label: string;
}

/**
 * The link under which a workflow can read the person's image: a copy at Wireflow, because the service may refuse
 * links to other hosts (docs/service.md, "Uploads"). A key that may not upload leaves the link as it is.
 *
 * @param link where Zapier or the person keeps the image
 */
export async function imageLinkFor(z: ZObject, wireflow: Wireflow, field: ImageField, link: string): Promise<string> {
  if (OWN_HOSTS.test(new URL(link).hostname)) return link;
  const file = await fetchOnce(z, field, link, wireflow);
  return uploadFile(wireflow.client, file).catch((error: unknown) => {
    if (error instanceof WireflowError && error.kind === 'forbidden') return link;
    throw error;
  });
}

/**
 * What stands for the person's image where it is asked whether the same was made before.
 *
 * @throws WireflowError as `imageLinkFor`, where the image can't be had
 */
export async function imageMarkFor(z: ZObject, wire: Wire, field: ImageField, link: string): Promise<string> {
  return pictureMark((await fetchOnce(z, field, link, wire)).data);
}

/** What a fetch goes by; one object for the whole of a step. */
type Wire = Pick<Wireflow, 'baseUrl' | 'deadlineMs' | 'signal'>;

/** What a step has fetched, by link: the picture that is judged is the one that is copied. */
const fetched = new WeakMap<Wire, Map<string, Promise<FileData>>>();

function fetchOnce(z: ZObject, field: ImageField, link: string, wire: Wire): Promise<FileData> {
  const ofStep = fetched.get(wire) ?? new Map<string, Promise<FileData>>();
  fetched.set(wire, ofStep);
  const file = ofStep.get(link) ?? fetchFile(z, field, link, wire);
  ofStep.set(link, file);
  return file;
}

async function fetchFile(z: ZObject, field: ImageField, link: string, wireflow: Wire): Promise<FileData> {
  const { announcedType, data } = await fetchBytes(z, field, link, wireflow);
  if (data === null) {
    throw notFetched(field, `is larger than the ${UPLOAD_MAX_BYTES / 1024 / 1024} MB that Wireflow takes`);
  }
  if (data.byteLength === 0) throw notFetched(field, 'is empty');
  const filename = nameInLink(link);
  const type = imageTypeOf(data.subarray(0, TELLING_BYTES), { contentType: announcedType, filename });
  if (type === null) throw notFetched(field, 'leads to something that is not an image');
  return { data, contentType: type.contentType, filename: nameWithEnding(filename, type) };
}

/** What stands at the link, in the time that the start can spare. */
async function fetchBytes(z: ZObject, field: ImageField, link: string, { baseUrl, deadlineMs, signal: step }: Wire) {
  const timeLeftMs = deadlineMs - clock.now();
  if (timeLeftMs < SHORTEST_FETCH_MS) throw tookTooLong();
  return inTime(Math.min(FETCH_TIMEOUT_MS, timeLeftMs), step, async (signal) => {
    const response = await fetchSafely(z, link, { baseUrl, signal, maxBytes: UPLOAD_MAX_BYTES });
    if (PASSING.has(response.status) || response.status >= 500) throw notAtTheMoment(field);
    if (response.status !== 200) throw notFetched(field, 'could not be fetched');
    const { buffer } = await import('node:stream/consumers');
    const data = await response.body().then(buffer).catch((error: unknown) => {
      // It had begun, so it may well come whole the next time.
      throw [TooManyBytes, NotUnpacked, CutOff].some((kind) => error instanceof kind) ? error : notAtTheMoment(field);
    });
    if (response.isPacked && !beginsLikeImage(data.subarray(0, TELLING_BYTES))) throw new NotUnpacked('Packed as nobody knows');
    return { announcedType: response.contentType, data };
  }).catch((error: unknown) => {
    if (error instanceof WireflowError) throw error;
    if (error instanceof UnsafeAddress) throw notFetched(field, whyUnsafe(error.url, error.isFirst));
    if (error instanceof TooManyBytes) return { announcedType: null, data: null };
    if (error instanceof CutOff) throw notFetched(field, 'is cut off: only a part of it is there');
    if (error instanceof NotUnpacked) throw notFetched(field, 'is sent packed by its host, and can not be unpacked');
    throw NetworkError.from(error).timedOut ? notAtTheMoment(field) : notFetched(field, 'could not be fetched');
  });
}

function tookTooLong(): WireflowError {
  return new WireflowError({
    kind: 'timed_out',
    problem: 'The images took too long to fetch.',
    nextStep: 'Nothing was started; the step can be run again in a few minutes.',
    canRetry: true,
  });
}

/** An error and no halt, so that the run may be replayed; and no wait, since a host may stay away for ever. */
function notAtTheMoment({ label }: ImageField): WireflowError {
  return new WireflowError({
    kind: 'unavailable',
    problem: `The image in the field ${label} could not be fetched at the moment.`,
    nextStep: 'Nothing was started; run the step again in a few minutes, or map another file or link to an image.',
  });
}

function notFetched({ key, label }: ImageField, why: string): WireflowError {
  return badInput(key, `The image in the field ${label} ${why}.`, 'Map another file or link to an image.');
}
