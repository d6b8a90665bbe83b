/** An answer before it is written to the wire: a JSON value, or bytes with their own content type. */
export interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** Bytes that are sent as they are. */
export class Bytes {
  constructor(
    readonly content: Uint8Array | string,
    readonly contentType: string,
  ) {}
}
