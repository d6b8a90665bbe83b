import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { BROWSER_USER_AGENT } from '../../../core/outputs/download_addresses.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { imagesOf } from '../../../core/model/images.js';
import { check } from '../check.js';
import { downloadErrorTable } from '../errors/download_table.js';
import type { ModuleDefinition, Request } from '../format/component.js';
import { call, firstOf, iml, literal, matches, textOr, type Expression } from '../iml/expression.js';

const LINK = call('trim', textOr('parameters.url'));
const THROUGH = 'parameters.through_wireflow';

const before = (text: Expression, mark: string): Expression => call('first', call('split', text, literal(mark)));
/** The link's last part, which is how the service names its files. */
const NAME = call('last', call('split', before(before(LINK, '?'), '#'), literal('/')));

const [sample] = imagesOf(SAMPLE_FINISHED.outputs);

/** The image host turns scripts away by their name. No key is sent: the module has none. */
function fetchFrom(url: string, condition: Expression, qs?: Request['qs']): Request {
  return {
    condition: iml(condition),
    url,
    method: 'GET',
    headers: { accept: '*/*', 'user-agent': BROWSER_USER_AGENT },
    ...(qs === undefined ? {} : { qs }),
    response: {
      type: { '*': 'binary', '400-599': 'text' },
      temp: { data: iml('body'), content_type: iml('headers.`content-type`') },
      error: downloadErrorTable(),
    },
  };
}

export const downloadImage: ModuleDefinition = {
  id: 'downloadImage',
  label: 'Download an image',
  description: 'Returns an image as a file for the modules that follow.',
  type: 'action',
  crud: 'read',
  connection: null,
  mappableParams: [
    { name: 'url', type: 'url', label: 'Image URL', required: true, help: 'Map the **First image URL** of an earlier Wireflow module, or one of its **Image URLs**.' },
    { name: 'file_name', type: 'text', label: 'File name', required: false, help: 'If empty, the name in the link is used. For example: `product.png`.' },
    {
      name: 'through_wireflow',
      type: 'boolean',
      label: 'Through Wireflow',
      required: false,
      advanced: true,
      default: false,
      help: 'If enabled, Wireflow fetches the image. Use it where the image’s host refuses the download.',
    },
  ],
  communication: [
    check(matches(LINK, 'https?://[^ ]+', 'i'), 'The field Image URL holds no link that starts with https://. Map an image URL from an earlier Wireflow module.'),
    fetchFrom(iml(LINK), `!${THROUGH}`),
    fetchFrom(`${new URL('/api/download', PUBLIC_BASE_URL).href}`, THROUGH, { url: iml(LINK) }),
    {
      response: {
        output: {
          data: iml('temp.data'),
          fileName: iml(firstOf(['parameters.file_name', NAME, literal('image.png')])),
          content_type: iml('temp.content_type'),
        },
      },
    },
  ],
  interface: [
    { name: 'data', type: 'buffer', label: 'Data', semantic: 'file:data' },
    { name: 'fileName', type: 'filename', label: 'File name', semantic: 'file:name' },
    { name: 'content_type', type: 'text', label: 'Content type' },
  ],
  samples: { fileName: sample?.filename ?? 'image.png', content_type: sample?.contentType ?? 'image/png' },
};
