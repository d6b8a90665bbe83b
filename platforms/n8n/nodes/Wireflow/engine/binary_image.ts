import type { IExecuteFunctions } from 'n8n-workflow';
import type { FileData } from '../../../../../core/api/media_upload.js';
import { nameWithEnding } from '../../../../../core/model/file_name.js';
import { pictureMark } from '../../../../../core/runs/made_before.js';
import { imageTypeOf, TELLING_BYTES } from '../../../../../core/model/image_type.js';
import { isCutOff } from '../../../../../core/model/picture_end.js';

/** A file of the input item, by the name of its field. */
export interface BinaryImage {
  /** What tells it from another file. */
  readonly mark: string;
  /** Its bytes, with the type that they have: nodes before this one call it whatever they like. */
  read(): Promise<FileData>;
}

/**
 * @param most the most bytes that it may have
 * @param refuse makes the error from the end of a sentence about the image
 * @throws what `refuse` makes, for the name of a field that holds no image
 */
export async function binaryImage(host: IExecuteFunctions, item: number, name: string, most: number, refuse: (why: string) => Error): Promise<BinaryImage> {
  const binary = host.getInputData()[item]?.binary?.[name];
  if (binary === undefined) throw refuse('is neither a link nor the name of a field with a file in the input item');
  const read = async (): Promise<FileData> => {
    const data = await host.helpers.getBinaryDataBuffer(item, name);
    const filename = binary.fileName || name;
    const type = imageTypeOf(data.subarray(0, TELLING_BYTES), { contentType: binary.mimeType, filename });
    if (type === null) throw refuse('leads to a file that is not an image');
    if (isCutOff(data)) throw refuse('leads to a file that is cut off: only a part of it is there');
    if (data.byteLength > most) throw refuse(`is larger than the ${most / 1024 / 1024} MB that are taken`);
    return { data, contentType: type.contentType, filename: nameWithEnding(filename, type) };
  };
  // Looked at before anything is started, and read again when it is sent: many items may hold many files.
  const { data } = await read();
  return { mark: pictureMark(data), read };
}
