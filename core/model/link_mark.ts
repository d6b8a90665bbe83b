import { createHash } from 'node:crypto';
import { pictureKey } from './images.js';

const LENGTH = 12;

/** A short mark of the picture behind a link, the same for every link that is signed for it (`pictureKey`). */
export function linkMark(link: string): string {
  return createHash('sha256').update(URL.canParse(link) ? pictureKey(link) : link).digest('hex').slice(0, LENGTH);
}
