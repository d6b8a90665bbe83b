import { check } from '../check.js';
import type { ModuleDefinition } from '../format/component.js';
import { asJson, call, firstOf, iml, isFilled, textOr, without } from '../iml/expression.js';
import { notReadable } from '../reading/poll.js';
import { contentType, readFileName, readKind } from '../reading/image_file.js';
import { withoutSecret } from '../reading/secrets.js';
import { requestTo } from '../request.js';

/** Larger bodies are refused by the service's hosting (docs/service.md, "Uploads"). */
const MOST_MB = 4;
const MOST_BYTES = MOST_MB * 1024 * 1024;

const NAME = call('trim', textOr('parameters.fileName'));

/** An image file of an earlier module becomes a link that every workflow can read. */
export const uploadImage: ModuleDefinition = {
  id: 'uploadImage',
  label: 'Upload an image',
  description: 'Uploads an image so that a workflow can use it.',
  type: 'action',
  crud: 'create',
  connection: 'apiKey',
  mappableParams: [
    { name: 'fileName', type: 'filename', label: 'File name', required: true, semantic: 'file:name', help: 'With its ending. For example: `product.png`.' },
    { name: 'data', type: 'buffer', label: 'Data', required: true, semantic: 'file:data', help: `The file of an earlier module, such as a Google Drive download. At most ${MOST_MB} MB.` },
  ],
  communication: [
    check(isFilled(NAME), 'The field File name is empty. Type a name with its ending, such as product.png.'),
    check('length(parameters.data) > 0', 'The field Data holds an empty file. Map the data of a file from an earlier module.'),
    check(`length(parameters.data) <= ${MOST_BYTES}`, `The file has more than ${MOST_MB} MB. Make it smaller, or give its link to the workflow instead.`),
    ...readKind('parameters.data', 'The field Data holds a file that is no image. Map the data of a PNG, JPEG, WebP or GIF file.'),
    // The name of the link that a workflow gets: whatever it was called, it ends as what it is.
    ...readFileName(NAME, 'temp.kind'),
    {
      ...requestTo('mediaUpload', {
        body: { file: { value: iml('parameters.data'), options: { filename: iml('temp.file_name'), contentType: iml(contentType('temp.kind')) } } },
        response: { temp: { url: iml(without(withoutSecret(asJson(firstOf(['body.url', 'body.data.url']))), '"', 'g')) } },
      }),
      type: 'multipart/form-data',
    },
    check(isFilled(textOr('temp.url')), notReadable('an uploaded file')),
    { response: { output: { url: iml('temp.url'), fileName: iml('temp.file_name') } } },
  ],
  interface: [
    { name: 'url', type: 'url', label: 'Image URL' },
    { name: 'fileName', type: 'filename', label: 'File name' },
  ],
  samples: { url: 'https://cdn.wireflow.ai/uploads/product.png', fileName: 'product.png' },
};
