const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const PNG_END = Buffer.from('IEND');
const JPEG = Buffer.from('ffd8ff', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');
/** As many bytes as tell the kind, and how long a WebP is. */
const HEAD_BYTES = 12;
/** A RIFF file says behind its mark how much follows; some leave out the byte that makes it even, and count it. */
const RIFF_HEAD_BYTES = 8;
const UNWRITTEN_BYTE = 1;

/**
 * Judges whether a picture is surely cut off: a host, or a store on the way, may have kept a part of it and send that as the
 * whole. Only what can't be otherwise counts, since pictures without a proper end are shown all the same.
 */
export class PictureEnd {
  private head = Buffer.alloc(0);
  private bytes = 0;
  /** What may be the first half of an end, if the next piece goes on with the other. */
  private rest = Buffer.alloc(0);
  private hasEnd = false;

  /** Takes in the next piece. */
  push(piece: Uint8Array): this {
    const data = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    this.bytes += data.length;
    if (this.head.length < HEAD_BYTES) this.head = Buffer.concat([this.head, data.subarray(0, HEAD_BYTES - this.head.length)]);
    const end = this.end;
    if (end === null || this.hasEnd) return this;
    this.hasEnd = data.includes(end) || Buffer.concat([this.rest, data.subarray(0, end.length)]).includes(end);
    this.rest = Buffer.concat([this.rest, data.subarray(-end.length)]).subarray(-end.length);
    return this;
  }

  /** Asked once all of it has come. */
  get isCutOff(): boolean {
    if (this.end !== null) return !this.hasEnd;
    const isWebp = this.head.toString('latin1', 0, 4) === 'RIFF' && this.head.toString('latin1', 8, 12) === 'WEBP';
    return isWebp && this.head.readUInt32LE(4) + RIFF_HEAD_BYTES > this.bytes + UNWRITTEN_BYTE;
  }

  private get end(): Buffer | null {
    if (begins(this.head, PNG)) return PNG_END;
    return begins(this.head, JPEG) ? JPEG_END : null;
  }
}

/** The same of a picture that is there as a whole. */
export function isCutOff(bytes: Uint8Array): boolean {
  return new PictureEnd().push(bytes).isCutOff;
}

function begins(data: Buffer, mark: Buffer): boolean {
  return data.subarray(0, mark.length).equals(mark);
}
