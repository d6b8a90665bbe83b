import { drawPng } from '../../pictures/draw.js';
import { drawJpeg } from '../../pictures/jpeg.js';
import { plainPng } from '../../pictures/plain.js';
import type { Account, StoredFile } from '../account.js';
import type { App } from './serve.js';

/** Serves stored pictures until they die; `expired` is how the provider's file host then answers. */
export function serveFiles(app: App, account: Account, expired: () => Response): void {
  app.get('/delivery/:name', async (context) => {
    const file = account.files.get(context.req.param('name'));
    if (file === undefined || file.expiresAtMs <= account.clock.now()) return expired();
    return new Response(Buffer.from(await bytesOf(file, account)), { headers: { 'content-type': typeOf(file, account) } });
  });
}

/** The file's bytes. Guess: asked for webp, which is not drawn here, a PNG is handed over. */
export async function bytesOf({ picture, format }: Pick<StoredFile, 'picture' | 'format'>, { pictures }: Account): Promise<Uint8Array> {
  if (pictures === 'plain') return plainPng(picture);
  return format === 'jpeg' ? drawJpeg(picture) : drawPng(picture);
}

export function typeOf({ format }: Pick<StoredFile, 'format'>, { pictures }: Account): string {
  return format === 'jpeg' && pictures === 'drawn' ? 'image/jpeg' : 'image/png';
}
