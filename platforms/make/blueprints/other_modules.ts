import type { Step, Values } from './blueprint.js';

/**
 * The modules of other apps that the blueprints use. A wrong name or version is a grey circle “Module not found” after
 * the import, so each is one that stands in scenarios exported from Make, with its fields as they stand there. Left out
 * is what belongs to an account: connections, spreadsheets, folders, hooks.
 */
export interface OtherModule {
  readonly version: number;
  readonly parameters: readonly string[];
  readonly mapper: readonly string[];
  /** What the person fills in after the import. */
  readonly left: readonly string[];
  readonly outputs: RegExp;
}

export const OTHER_MODULES: Readonly<Record<string, OtherModule>> = {
  'google-sheets:watchRows': {
    version: 2,
    parameters: ['from', 'mode', 'limit', 'tableFirstRow', 'includesHeaders', 'valueRenderOption', 'dateTimeRenderOption'],
    mapper: [],
    left: ['spreadsheetId', 'sheetId'],
    // Columns are counted from 0.
    outputs: /^(\d+|__ROW_NUMBER__|__SPREADSHEET_ID__|__SHEET__)$/,
  },
  'google-drive:uploadAFile': {
    version: 4,
    parameters: [],
    mapper: ['select', 'destination', 'filename', 'data', 'convert'],
    left: ['folderId'],
    outputs: /^(id|name|webViewLink)$/,
  },
  'gateway:CustomWebHook': { version: 1, parameters: [], mapper: [], left: ['hook'], outputs: /^\w+$/ },
  'google-email:sendAnEmail': {
    version: 4,
    parameters: [],
    mapper: ['to', 'subject', 'bodyType', 'content', 'attachments'],
    left: [],
    outputs: /^id$/,
  },
  'builtin:BasicFeeder': { version: 1, parameters: [], mapper: ['array'], left: [], outputs: /^(value|__IMTINDEX__)$/ },
};

function other(id: keyof typeof OTHER_MODULES & string, name: string, { parameters = {}, mapper = {} }: { parameters?: Values; mapper?: Values } = {}): Step {
  const [app = '', module = ''] = id.split(':');
  const { version, left } = OTHER_MODULES[id] as OtherModule;
  return { app, module, version, name, parameters, mapper, left };
}

/** New rows of a sheet whose first row holds the headings. */
export function newRows(limit: number): Step {
  const parameters = {
    mode: 'select',
    from: 'drive',
    limit,
    includesHeaders: true,
    tableFirstRow: 'A1:Z1',
    valueRenderOption: 'FORMATTED_VALUE',
    dateTimeRenderOption: 'FORMATTED_STRING',
  };
  return other('google-sheets:watchRows', 'New rows', { parameters });
}

/** Puts a file into a folder of Google Drive. */
export function putIntoDrive({ filename, data }: { readonly filename: string; readonly data: string }): Step {
  return other('google-drive:uploadAFile', 'Put it into a folder', { mapper: { select: 'value', destination: 'drive', filename, data, convert: false } });
}

/** What a form sends to an address of Make. */
export function formAnswer(): Step {
  return other('gateway:CustomWebHook', 'A form is sent');
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly filename: string;
  readonly data: string;
}

/** Sends a mail with one file. */
export function mail({ to, subject, html, filename, data }: Mail): Step {
  return other('google-email:sendAnEmail', 'Mail it', { mapper: { to: [to], subject, bodyType: 'rawHtml', content: html, attachments: [{ filename, data }] } });
}

/** Goes through a list; each item is `value`, and its place in it, from 1, `__IMTINDEX__` (“Bundle order position” in Make). */
export function eachOf(list: string): Step {
  return other('builtin:BasicFeeder', 'Each image', { mapper: { array: list } });
}
