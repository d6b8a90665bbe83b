import { randomBytes } from 'node:crypto';

/** A file that a client has put on the CDN. */
export interface StoredFile {
  content: Uint8Array;
  contentType: string;
}

/** An upload that was announced and whose bytes may not have come yet. */
export interface AnnouncedUpload {
  mediaId: string;
  bytes: number;
  contentType: string;
  stored: StoredFile | null;
}

/** The account's uploaded files. */
export class Media {
  readonly files = new Map<string, StoredFile>();
  readonly announced = new Map<string, AnnouncedUpload>();

  /** Puts a file on the CDN and returns its name there. */
  store(name: string, file: StoredFile): string {
    this.files.set(name, file);
    return name;
  }

  announce(bytes: number, contentType: string, extension: string): AnnouncedUpload {
    const upload = { mediaId: `${randomBytes(8).toString('hex')}.${extension}`, bytes, contentType, stored: null };
    this.announced.set(upload.mediaId, upload);
    return upload;
  }
}
