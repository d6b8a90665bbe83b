/** What comes along when a key is copied out of a file, a command, a page; the key itself stands as `\u0001`. */
const AS_COPIED = [
  '\u0001', ' \u0001\n', '\ufeff\u0001\r\n', '\u200b\u0001\u00a0', 'Bearer \u0001', 'bearer   \u0001 ', '"\u0001"', "'\u0001'", '“\u0001”', '`\u0001`', '"Bearer \u0001"', 'Bearer "\u0001"',
  'WIREFLOW_API_KEY=\u0001', 'export WIREFLOW_API_KEY="\u0001"', "REPLICATE_API_TOKEN = '\u0001'", "wireflow_api_key: '\u0001'", 'set WIREFLOW_API_KEY=\u0001', 'set "BFL_API_KEY=\u0001"', 'setx DEEPINFRA_API_KEY "\u0001"',
  '$env:WIREFLOW_API_KEY = "\u0001"', '"WIREFLOW_API_KEY": "\u0001",', '  "bfl_api_key" : "\u0001" ,', 'Authorization: Bearer \u0001', '"Authorization": "Bearer \u0001"', '-H "Authorization: Bearer \u0001"', 'x-key: \u0001', 'API key: \u0001', 'const API_KEY = "\u0001";',
  'apikey=\u0001', '"apiKey": "\u0001"', "apiKey: '\u0001',", 'Token \u0001', 'Authorization: Token \u0001', 'Bearer: \u0001', '<\u0001>', 'Bearer <\u0001>', 'X-API-Key: \u0001',
]; // prettier-ignore

/** A key in each of the forms in which people paste it. */
export const pastedForms = (key: string): string[] => AS_COPIED.map((form) => form.replace('\u0001', key));
