import { CUSTOM_SIZE, IMAGE_SIZES } from '../../core/model/image_sizes.js';

/** What people give Generate Image, by the core's field keys: every platform has to make the same of it. */
export type Values = Record<string, unknown>;
export type Pairs = Readonly<Record<string, unknown>>;

/** Objects, because a test function with more arguments than its row has would get a callback for the last one. */
export const rows = (table: readonly (readonly [name: string, fields: Values, pairs?: Pairs])[]) => table.map(([name, fields, pairs]) => ({ name, fields, pairs }));

export const WHK = 'whk_local_text_to_image';
export const PUBLIC = 'https://www.wireflow.ai/api/v1';

/** Each is one request. */
export const SENT_INPUTS = rows([
  ['a plain prompt', { prompt: 'A paper boat' }],
  ['unicode, emoji and an RTL text', { prompt: 'Ein „Boot“ 🎈👩‍🚀 قارب ورقي e\u0301' }],
  ['braces and other platforms’ placeholders', { prompt: '{{braces}} {{1.id}} {{connection.apiKey}} {{bundle.inputData.x}} ${x} %s' }],
  ['quotes, backslashes and slashes', { prompt: `"double" 'single' \`back\` \\n \\ / <b>&amp;` }],
  ['line breaks, tabs and outer blanks', { prompt: '  first\nsecond\r\n\tthird \n' }],
  ['a prompt that is a number', { prompt: '42' }],
  ['a long prompt', { prompt: '😀x'.repeat(5000) }],
  ['empty optional fields', { prompt: 'x', size: '', style: '', image_url: '', width: '', height: '', seed: '' }],
  ['optional fields that are null', { prompt: 'x', size: null, style: null, image_url: null, width: null, height: null, seed: null }],
  ...IMAGE_SIZES.map(({ key }): [string, Values] => [`the size ${key}`, { prompt: 'x', size: key }]),
  ['a custom size', { prompt: 'x', size: CUSTOM_SIZE, width: 640, height: '480' }],
  ['a custom size without the word for it', { prompt: 'x', width: '640', height: 480 }],
  ['a style', { prompt: 'x', style: 'watercolor' }],
  ['a style of one’s own', { prompt: 'x', style: 'woodcut, “rough” {{x}}' }],
  ['a seed of zero', { prompt: 'x', seed: '0' }],
  ['the largest seed', { prompt: 'x', seed: 4_294_967_295 }],
  ['a reference image', { prompt: 'x', image_url: ' https://cdn.wireflow.ai/a.png?b=c&d=%7Be%7D ' }],
  ['more inputs', { prompt: 'x' }, { Mood: 'calm {{sea}}', 'Odd "name" 🎈': 'a\nb', Number: '7' }],
  ['more inputs with a name like a property of every object', { prompt: 'x' }, { constructor: 'a', toString: 'b' }],
  ['everything at once', { prompt: 'x', size: 'story', style: 'cinematic', image_url: 'https://cdn.wireflow.ai/a.png', seed: '7' }, { negative_prompt: 'text' }],
]);

/** Each names the same workflow. */
export const WORKFLOW_ADDRESSES = [
  WHK,
  `  ${WHK}\n`,
  `${PUBLIC}/workflow/${WHK}/trigger`,
  `${PUBLIC}/workflow/${WHK}/trigger/`,
  `${PUBLIC}/workflows/${WHK}/trigger`,
  `https://wireflow.ai/api/v1/workflow/${WHK}/trigger`,
  `http://www.wireflow.ai/api/v1/workflow/${WHK}/trigger`,
  `www.wireflow.ai/api/v1/workflow/${WHK}/trigger`,
  `HTTPS://WWW.WIREFLOW.AI/api/v1/workflow/${WHK}/trigger`,
  'cmlocaltexttoimage0000000',
];

/** Each is refused before anything is sent. */
export const REFUSED_INPUTS = rows([
  ['no prompt', { prompt: '' }],
  ['a prompt of blanks', { prompt: ' \n ' }],
  ['a prompt that is too long', { prompt: 'x'.repeat(20_001) }],
  ['an unknown size', { prompt: 'x', size: 'huge' }],
  ['a size and a width', { prompt: 'x', size: 'square', width: 640 }],
  ['a width alone', { prompt: 'x', width: 640 }],
  ['a custom size without a height', { prompt: 'x', size: 'custom', width: 640 }],
  ['a side that is too small', { prompt: 'x', width: 8, height: 640 }],
  ['a side that is too large', { prompt: 'x', width: 640, height: 5000 }],
  ['a side that is no number', { prompt: 'x', width: 'wide', height: 640 }],
  ['a side that is no whole number', { prompt: 'x', width: 640.5, height: 640 }],
  ['a seed below zero', { prompt: 'x', seed: -1 }],
  ['a seed that is too large', { prompt: 'x', seed: 4_294_967_296 }],
  ['an image link without https', { prompt: 'x', image_url: 'http://example.com/a.png' }],
  ['an image that is no link', { prompt: 'x', image_url: 'a.png' }],
  ['more inputs that repeat the prompt', { prompt: 'x' }, { prompt: 'y' }],
  ['more inputs that repeat a size’s name', { prompt: 'x', size: 'square' }, { width: '7' }],
  ['more inputs with a value without a name', { prompt: 'x' }, { '': 'y' }],
]);

export const REFUSED_ADDRESSES = [
  '',
  ' ',
  'not a webhook',
  'ab',
  '../workflows',
  `${WHK}/../x`,
  `${WHK}?x=1`,
  'https://evil.example/api/v1/workflow/whk_x/trigger',
  'https://www.wireflow.ai.evil.example/api/v1/workflow/whk_x/trigger',
  'https://evil.example/www.wireflow.ai/api/v1/workflow/whk_x/trigger',
  'https://www.wireflow.ai@evil.example/api/v1/workflow/whk_x/trigger',
  'https://user:pw@www.wireflow.ai/api/v1/workflow/whk_x/trigger',
  `${PUBLIC}/workflow/a/../b/trigger`,
  `${PUBLIC}/workflow/%2e%2e/trigger`,
  `${PUBLIC}/workflow/whk_x/trigger?x=1`,
  `${PUBLIC}/workflow/whk_x/trigger#x`,
  `${PUBLIC}/workflow/whk_x`,
  `${PUBLIC}/workflow/whk_x/y/trigger`,
  `${PUBLIC}/workflow//trigger`,
  `${PUBLIC}/workflow/whk_x/trigger\nhttps://evil.example`,
  'ftp://www.wireflow.ai/api/v1/workflow/whk_x/trigger',
];
