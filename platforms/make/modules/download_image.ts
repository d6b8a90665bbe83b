import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { BROWSER_USER_AGENT } from '../../../core/outputs/download_addresses.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { imagesOf } from '../../../core/model/images.js';
import { check, keep } from '../check.js';
import { downloadErrorTable } from '../errors/download_table.js';
import { isLink, isMoreThanOne } from '../fields/one_link.js';
import { contentType, HOST_KIND, readFileName, readKind, readLinkName } from '../reading/image_file.js';
import type { ModuleDefinition, Request } from '../format/component.js';
import { call, firstOf, iml, literal, pattern, textOr, type Expression } from '../iml/expression.js';

const GIVEN = call('trim', textOr('parameters.url'));
const LINK = 'temp.link';
const THROUGH = 'parameters.through_wireflow';
const NO_LINK = 'The field Image URL takes one link that starts with https://. Map the First image URL of an earlier Wireflow module; for a list, put an Iterator before this module.';
const NO_IMAGE = 'There is no image under this link: what came is something else, such as a page that asks to sign in. Get the execution again for a fresh link.';

const [sample] = imagesOf(SAMPLE_FINISHED.outputs);

/**
 * The image host turns scripts away by their name. No key is sent, so redirects are followed: a CDN may answer with one.
 * The link is escaped already, and Make is told so.
 */
function fetchFrom(url: string, condition: Expression, qs?: Request['qs']): Request {
  return {
    condition: iml(condition),
    url,
    encodeUrl: false,
    method: 'GET',
    headers: { accept: '*/*', 'user-agent': BROWSER_USER_AGENT },
    ...(qs === undefined ? {} : { qs }),
    response: {
      type: { '*': 'binary', '400-599': 'text' },
      temp: { data: iml('body'), host_kind: iml(HOST_KIND) },
      error: downloadErrorTable(),
    },
  };
}

export const downloadImage: ModuleDefinition = {
  id: 'downloadImage',
  label: 'Download an image',
  description: 'Downloads an image as a file for the modules that follow.',
  type: 'action',
  crud: 'read',
  connection: 'apiKey',
  altConnection: 'webhook',
  mappableParams: [
    { name: 'url', type: 'url', label: 'Image URL', required: true, help: 'Map the **First image URL** of an earlier Wireflow module, or one of its **Image URLs**.' },
    { name: 'file_name', type: 'text', label: 'File name', required: false, help: 'If empty, the name in the link is used. The ending is that of the image itself. For example: `product.png`.' },
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
    keep({ given: iml(GIVEN) }),
    check(`!${isMoreThanOne('temp.given')}`, NO_LINK),
    check(isLink('temp.given'), NO_LINK, { link: iml(call('replace', 'temp.given', pattern(' ', 'g'), literal('%20'))) }),
    fetchFrom(iml(LINK), `!${THROUGH}`),
    fetchFrom(`${new URL('/api/download', PUBLIC_BASE_URL).href}`, THROUGH, { url: iml(LINK) }),
    ...readKind('temp.data', NO_IMAGE),
    ...readLinkName(LINK),
    ...readFileName(firstOf(['parameters.file_name', 'temp.link_name', literal('image')])),
    {
      response: {
        output: {
          data: iml('temp.data'),
          fileName: iml('temp.file_name'),
          content_type: iml(contentType('temp.kind')),
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
