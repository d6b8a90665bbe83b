import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UPLOAD_MAX_BYTES, uploadFile, type FileData } from '../../../core/api/media_upload.js';
import { findWorkflows } from '../../../core/account/find_workflows.js';
import { readWebhookAddress } from '../../../core/fields/webhook_address.js';
import type { JsonObject } from '../../../core/json.js';
import { badInput } from '../../../core/model/errors.js';
import { isCutOff } from '../../../core/model/picture_end.js';
import { isSafeId } from '../../../core/model/safe_id.js';
import { isEmpty } from '../../../core/model/unseen.js';
import type { WireflowClient } from '../../../core/api/client.js';
import { pictureMark } from '../../../core/runs/made_before.js';
import { downloadImage } from '../files/download.js';
import { contentTypeOf, imageExtension } from '../files/image_bytes.js';
import type { Host } from '../host.js';
import { secretFrom, type Session } from './session.js';

/** `--size` as the core's field takes it; an empty one as none, such as a cell of a table. */
export function sizeValues(size: string | undefined): JsonObject {
  return isEmpty(size) ? {} : { size };
}

/** `NAME=VALUE` as the core's pairs; the value may hold further equals signs. @throws WireflowError `bad_input` */
export function pairsOf(inputs: readonly string[]): { name: string; value: string }[] {
  return inputs.map((input) => {
    const at = input.indexOf('=');
    if (at < 1) throw badInput('input', '--input needs the form NAME=VALUE.', 'Put the input’s name in front of an equals sign.');
    return { name: input.slice(0, at), value: input.slice(at + 1) };
  });
}

/** What a run is started through, as a person names it. */
export interface TargetValues {
  readonly webhook: string | undefined;
  readonly workflow: string | undefined;
}

/**
 * The id that a start goes to: `--workflow`, `--webhook`, or `WIREFLOW_WEBHOOK`.
 *
 * @throws WireflowError `bad_input` when both or none are given, or what is given can be no webhook
 */
export async function readTarget(host: Host, session: Session, given: TargetValues): Promise<string> {
  const named = await readAddress(host, session, given);
  return given.workflow === undefined ? named : readWorkflow(session.client, named);
}

/** The same without asking Wireflow: a workflow's name stays a name. @throws WireflowError `bad_input` */
export async function readAddress(host: Host, { baseUrl }: Session, { webhook, workflow }: TargetValues): Promise<string> {
  if (webhook !== undefined && workflow !== undefined) throw badInput('webhook', '--webhook and --workflow name the same thing.', 'Use one of them.');
  if (workflow !== undefined) return workflow.trim();
  const given = webhook ?? host.env['WIREFLOW_WEBHOOK'];
  const read = given?.startsWith('@') ? await secretFrom(host, given.slice(1), 'webhook') : given;
  if (read === undefined || read.trim() === '') throw badInput('webhook', 'No workflow is named.', 'Set WIREFLOW_WEBHOOK to its webhook URL, or use --workflow ID.');
  return readWebhookAddress(read, baseUrl);
}

/** A workflow's id as typed; a name is looked up with the key, and has to be that of one workflow alone. */
export async function readWorkflow(client: WireflowClient, given: string): Promise<string> {
  const typed = given.trim();
  if (typed === '') throw badInput('workflow', '--workflow is empty.', 'List the workflows with: wireflow workflows');
  if (isSafeId(typed)) return typed;
  const named = (await findWorkflows(client, typed)).filter(({ name }) => name.trim().toLowerCase() === typed.toLowerCase());
  const [only] = named;
  if (only === undefined) throw badInput('workflow', 'No workflow of this account has exactly that name.', 'List them with: wireflow workflows');
  if (named.length > 1) throw badInput('workflow', 'Several workflows of this account have that name.', 'Use the ID of one of them: wireflow workflows');
  return only.id;
}

/** A picture that goes with a start: checked now, sent when the run is really started. */
export interface ImageValue {
  /** A link that stands for it while everything is checked. */
  readonly checked: string;
  link(): Promise<string>;
  /** What stands for it where it is asked whether the same was made before. @throws WireflowError where it can't be had */
  mark(): Promise<string>;
}

/** Whether a picture is named by a file of this machine, and not by a link. */
function isFile(given: string): boolean {
  return !/^[a-z][a-z\d+.-]*:\/\//i.test(given.trim());
}

/** The link that stands for every file while it is checked. */
const STAND_IN = 'https://cdn.wireflow.ai/upload';

/**
 * A link as it is, or a file of this machine, which is copied to Wireflow with the key.
 *
 * @throws WireflowError `bad_input` for a file that can't be read, is no image or is too large; `no_key` without a key
 */
export async function readImage(host: Host, { client, baseUrl }: Pick<Session, 'client' | 'baseUrl'>, given: string, option = 'image'): Promise<ImageValue> {
  const typed = given.trim();
  if (!isFile(typed)) return { checked: typed, link: async () => typed, mark: async () => pictureMark(await downloadImage(typed, baseUrl, host.signal)) };
  client.requireKey();
  // Read twice, and not kept: a batch may name a thousand of them.
  await readImageFile(host, typed, option);
  return { checked: STAND_IN, link: async () => uploadFile(client, await readImageFile(host, typed, option)), mark: async () => pictureMark((await readImageFile(host, typed, option)).data) };
}

async function readImageFile(host: Host, file: string, option: string): Promise<FileData> {
  const data = await readFile(path.resolve(host.folder, file)).catch(() => null);
  if (data === null) throw badInput(option, `--${option}: the file “${path.basename(file)}” can not be read.`, 'Check its path, or use a link that starts with https://.');
  const extension = imageExtension(data);
  if (extension === null) throw badInput(option, `--${option}: the file “${path.basename(file)}” is not an image.`, 'Use a PNG, JPEG or WebP file.');
  if (isCutOff(data)) throw badInput(option, `--${option}: the file “${path.basename(file)}” is cut off: only a part of it is there.`, 'Save it anew.');
  if (data.byteLength > UPLOAD_MAX_BYTES) throw badInput(option, `--${option}: the file “${path.basename(file)}” is larger than the ${UPLOAD_MAX_BYTES / 1024 / 1024} MB that Wireflow takes.`, 'Make it smaller.');
  return { data, contentType: contentTypeOf(extension), filename: `${path.parse(file).name.replace(/[^\w.-]/g, '_') || 'image'}.${extension}` };
}

/** The prompt; `-` reads it from standard input, which is read for nothing else. */
export async function readPrompt(host: Host, given: string | undefined): Promise<string | undefined> {
  // What a pipe hands over ends with a line break that nobody typed.
  return given === '-' ? (await host.stdin()).replace(/\r?\n$/, '') : given;
}
