import { accountOf } from '../../core/api/account.js';
import type { ZObject } from 'zapier-platform-core';
import { peek } from '../../core/api/peek.js';
import { beginsLikeImage, imageTypeOf, TELLING_BYTES } from '../../core/model/image_type.js';
import { imagesOf } from '../../core/model/images.js';
import { downloadUrls, MAX_FILE_BYTES } from '../../core/outputs/download_addresses.js';
import { madeBefore, type Reuse, type ReusePlan } from '../../core/runs/made_before.js';
import { fetchSafely } from './safe_fetch.js';
import type { Start } from './start.js';
import type { Wireflow } from './step.js';
import { inTime } from './time_limit.js';

/** A new picture can still be made after it. */
const LONGEST_CHECK_MS = 8_000;

type Wire = Pick<Wireflow, 'baseUrl' | 'signal'>;

/** How a step finds the run that it made before from the same; null where it is to be made anew. Never throws. */
export async function reusePlan(z: ZObject, wireflow: Wireflow, { action, target, inputs }: Start, reuse: Reuse): Promise<ReusePlan | null> {
  // What a picture shows can't be told: the start has a sentence for that, if it comes to a start.
  const said = await inputs().catch(() => null);
  if (said === null) return null;
  const before = madeBefore(reuse, { account: accountOf(wireflow.client), target: `${action}\n${target}`, inputs: said });
  if (before === null) return null;
  return {
    ...before,
    isThere: (execution) => areThere(imagesOf(execution.outputs).map(({ url }) => url), wireflow, async (link, wire) => {
      const { direct, proxy } = downloadUrls(link, wire.baseUrl);
      return (await beginsAsImage(z, direct, wire)) || beginsAsImage(z, proxy, wire);
    }),
  }; // prettier-ignore
}

/** Whether every one of these links still leads to a picture; what can't be told in time counts as gone. */
export async function areThere(links: readonly string[], wire: Wire, isThere: (link: string, wire: Wire) => Promise<boolean>): Promise<boolean> {
  const all = inTime(LONGEST_CHECK_MS, wire.signal, async (signal) => Promise.all(links.map((link) => isThere(link, { ...wire, signal }))));
  return all.then((found) => found.every(Boolean), () => false); // prettier-ignore
}

/** Without any key; no more than the first bytes is read. Never throws. */
export async function beginsAsImage(z: ZObject, link: string, wire: Wire): Promise<boolean> {
  return firstBytesAre(z, link, wire).catch(() => false);
}

async function firstBytesAre(z: ZObject, link: string, { baseUrl, signal }: Wire): Promise<boolean> {
  const response = await fetchSafely(z, link, { baseUrl, signal, maxBytes: MAX_FILE_BYTES });
  const body = await response.body();
  try {
    if (response.status !== 200) return false;
    const { head } = await peek(body, TELLING_BYTES);
    return response.isPacked ? beginsLikeImage(head) : imageTypeOf(head, { contentType: response.contentType, filename: null }) !== null;
  } finally {
    body.destroy();
  }
}
