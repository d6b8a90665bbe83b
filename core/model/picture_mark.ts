import { createHash } from 'node:crypto';

/** Parameters that a store signs a link with: the same object has others an hour later. */
const SIGNATURE = /^(x-(amz|goog|oss|ms)-.*|expires|signature|key-pair-id|policy|awsaccesskeyid|googleaccessid|token|sig|se|sv|sp|sr|st|spr|skoid|sktid|skt|ske|sks|skv|exp|hmac|hdnea)$/i;
const LENGTH = 12;

/** A short mark of the picture behind a link, the same for every link that is signed for it. */
export function pictureMark(link: string): string {
  return createHash('sha256').update(withoutSignature(link)).digest('hex').slice(0, LENGTH);
}

/** The link of the object itself, for comparing. */
export function withoutSignature(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  for (const name of [...url.searchParams.keys()]) if (SIGNATURE.test(name)) url.searchParams.delete(name);
  url.hash = '';
  return url.href;
}
