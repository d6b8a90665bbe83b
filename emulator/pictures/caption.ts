import type { Picture } from './picture.js';

export async function captionOf(_picture: Picture): Promise<string> {
  return '';
}
