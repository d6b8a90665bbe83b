import type { Bundle, ZObject } from 'zapier-platform-core';
import { isLoopback } from '../../core/api/base_url.js';
import { readOneText } from '../../core/fields/one_text.js';
import { PROMPT_FIELDS } from '../../core/fields/prompt_fields.js';
import { text } from '../../core/json.js';
import { badInput } from '../../core/model/errors.js';
import { markOf } from '../../core/runs/run_key.js';
import { inputField } from './fields.js';
import { imageLinkFor, imageMarkFor } from './files.js';
import type { Wireflow } from './step.js';

const FIELD = PROMPT_FIELDS.find(({ key }) => key === 'image_url') as (typeof PROMPT_FIELDS)[number];

/**
 * The field as the connection allows it. With a key the image is copied to Wireflow, so a file will do. Without one a link has
 * to be sent as it is, and in a field for files Zapier may put an address of its own in the link's place.
 */
export function referenceImageField(_z: ZObject, { authData }: Pick<Bundle, 'authData'>) {
  const asLink = inputField(FIELD);
  if (typeof authData['api_key'] !== 'string' || authData['api_key'].trim() === '') {
    return [{ ...asLink, helpText: 'A public link to an image, for workflows that take one. To use a file, add an API key to the connection: it is copied to Wireflow with the key.' }];
  }
  return [{ ...asLink, type: 'file' as const, helpText: 'A file or a link to an image, for workflows that take one. It is copied to Wireflow before the execution starts.' }];
}

/** The reference image of a start. */
export interface ReferenceImage {
  /** What is checked with the other fields. */
  readonly checked: unknown;
  /** The link that is sent; the image is fetched and copied for it. */
  link(): Promise<string>;
  /** What stands for the image where it is asked whether the same was made before. */
  mark(): Promise<string>;
}

/** What passes the check in place of a link on this machine, which only a step that talks to this machine can have. */
const STAND_IN = 'https://cdn.wireflow.ai/upload';
const KEPT_S = 24 * 60 * 60;

/**
 * Reads the field Reference Image; null where it is empty, and without a key, where the link is sent as it is.
 *
 * @throws WireflowError `bad_input` for a file of Zapier's without a key
 */
export async function readReferenceImage(z: ZObject, wireflow: Wireflow, given: unknown): Promise<ReferenceImage | null> {
  const { client, memory, baseUrl } = wireflow;
  const link = readOneText(FIELD, given, 'Map one file or link from an earlier step.')?.trim() ?? null;
  if (link === null) return null;
  if (!client.hasKey) {
    if (isZapiersFile(link)) throw badInput(FIELD.key, `The field ${FIELD.label} holds a file, and a file needs a Wireflow API key, which this connection does not have.`, 'Nothing was started. Add a key to the connection, or map a public link to the image.');
    return null;
  }
  const copyKey = `copy_of:${markOf(link)}`;
  const address = link.replaceAll(' ', '%20');
  // A step that looks again for its execution copies nothing, and must still know the picture that it has put in.
  client.knowInputs(text(await memory.get(copyKey)));
  return {
    checked: isOnThisMachine(link) && isOnThisMachine(baseUrl) ? STAND_IN : link,
    link: async () => {
      const copy = await imageLinkFor(z, wireflow, FIELD, address);
      await memory.set(copyKey, copy, KEPT_S);
      return copy;
    },
    mark: () => imageMarkFor(z, wireflow, FIELD, address),
  };
}

/** Where Zapier keeps files between two steps: seen in the tests of public integrations, and documented nowhere. */
function isZapiersFile(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { hostname, pathname } = new URL(link);
  return (/(^|\.)zapier\.com$/.test(hostname) && pathname.includes('/hydrate/')) || /^zapier-[a-z-]*files\.s3[.a-z\d-]*\.amazonaws\.com$/.test(hostname);
}

function isOnThisMachine(address: string): boolean {
  return URL.canParse(address) && isLoopback(new URL(address));
}
