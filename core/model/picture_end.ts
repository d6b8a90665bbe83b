const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const PNG_END = Buffer.from('IEND');
const JPEG = Buffer.from('ffd8ff', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');
/** A RIFF file says behind its mark how much follows; some leave out the byte that makes it even, and count it. */
const RIFF_HEAD_BYTES = 8;
const UNWRITTEN_BYTE = 1;

/**
 * Whether a picture is surely cut off: a host, or a store on the way, may have kept a part of it and send that as the whole. Only
 * what can't be otherwise counts, since pictures without a proper end are shown all the same.
 */
export function isCutOff(bytes: Uint8Array): boolean {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (begins(data, PNG)) return !data.includes(PNG_END);
  if (begins(data, JPEG)) return !data.includes(JPEG_END);
  const isWebp = data.toString('latin1', 0, 4) === 'RIFF' && data.toString('latin1', 8, 12) === 'WEBP';
  return isWebp && data.readUInt32LE(4) + RIFF_HEAD_BYTES > data.length + UNWRITTEN_BYTE;
}

function begins(data: Buffer, mark: Buffer): boolean {
  return data.subarray(0, mark.length).equals(mark);
}
