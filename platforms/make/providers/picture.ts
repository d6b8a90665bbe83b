import { BROWSER_USER_AGENT } from '../../../core/outputs/download_addresses.js';
import { check, keep } from '../check.js';
import { downloadErrorTable } from '../errors/download_table.js';
import type { ErrorTable, Request } from '../format/component.js';
import { call, choose, EMPTY, iml, literal, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { DOWNLOAD } from './fields.js';

/** First letters in Base64 of the kinds that providers make; two steps would be needed to tell more of them apart. */
const KINDS: readonly (readonly [head: string, ending: string])[] = [['iVBORw0KGgo', 'png'], ['/9j/', 'jpg'], ['UklGR.{7}RUJQ', 'webp']];
const HEAD_LENGTH = 40;
/** Longer than any ending, shorter than a file's beginning. */
const NO_ENDING = 6;

/**
 * The first picture as a file: its link dies within minutes, so it is fetched at once. Without the key, whatever host the
 * link names.
 *
 * @param job the expression that holds the job's address, so that nothing is lost where the file can not be had
 */
export function fetchPicture(job: Expression): Request[] {
  const isAsked = `parameters.${DOWNLOAD} && temp.status = ${literal('completed')}`;
  const lost = `Job: ${iml(job)}. The image is made and paid; running this module again buys a second one. Open its link soon, or look again with the job address: ${iml('temp.image_link')}`;
  return [
    keep({ image_link: iml(textOr(call('first', 'temp.image_urls'), EMPTY)), data: iml(choose(`${isAsked} && length(temp.bytes) > 0`, call('toBinary', 'temp.bytes', literal('base64')), 'undefined')), has_file: iml(`${isAsked} && length(temp.bytes) > 0`) }),
    {
      condition: iml(`${isAsked} && length(temp.image_link) > 0`),
      url: iml('temp.image_link'),
      encodeUrl: false,
      method: 'GET',
      headers: { accept: '*/*', 'user-agent': BROWSER_USER_AGENT },
      response: { type: { '*': 'binary', '400-599': 'text' }, temp: { data: iml('body'), has_file: true }, error: afterPurchase(lost) },
    },
    keep({ kind: iml(choose('temp.has_file', call('substring', `${call('toString', 'temp.data', literal('base64'))} + '${' '.repeat(HEAD_LENGTH)}'`, '0', String(HEAD_LENGTH)), EMPTY)) }),
    keep({ kind: iml(KINDS.reduce((text, [start, ending]) => call('replace', text, pattern(`^(${start}).*$`), literal(ending)), 'temp.kind')) }),
    check(`length(temp.kind) < ${NO_ENDING}`, `What stands under the image’s link is no image. ${lost}`),
  ];
}

export const FILE_NAME: Expression = choose('temp.has_file', `${without('temp.job_id', '[^A-Za-z0-9_-]', 'g')} + '.' + temp.kind`, 'undefined');
export const CONTENT_TYPE: Expression = choose('temp.has_file', `'image/' + ${call('replace', 'temp.kind', literal('/^jpg$/'), literal('jpeg'))}`, 'undefined');

/** After a purchase nothing makes Make run the module again by itself. */
function afterPurchase(lost: string): ErrorTable {
  const table = downloadErrorTable() as unknown as Readonly<Record<string, { readonly type: string; readonly message: string } | string>>;
  const said = (status: string) => `[${iml('statusCode')}] The image’s host does not hand it over (HTTP ${status}). ${lost}`;
  const statuses = Object.keys(table).filter((key) => /^\d/.test(key));
  return { type: 'DataError', message: said(iml('statusCode')), ...Object.fromEntries(statuses.map((status) => [status, { type: 'DataError', message: said(status) }])) } as ErrorTable;
}
