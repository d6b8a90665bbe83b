import fc from 'fast-check';
import { promptBody } from '../../../core/fields/prompt_body.js';

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('{{', '}}', '{{bundle.inputData.prompt}}', '{{1__id}}', '{{connection.apiKey}}', '"', "'", '`', '\\', '\n', '\r\n', '\t', '\u2028', '\u0000', '</script>', '%s', '${x}', '$&', 'null', '💡', '\u202e', 'é', 'ﷺ', ' '),
);

/** What a person may type: at least one visible character, at most what the field takes. */
export const prompt = fc
  .oneof({ weight: 12, arbitrary: fc.array(piece, { minLength: 1, maxLength: 20 }).map((pieces) => pieces.join('')) }, { weight: 1, arbitrary: piece.map((text) => `${text}x`.repeat(9_000).slice(0, 9_000)) })
  .filter((text) => /[^\s\p{Cc}\p{Cf}]/u.test(text) && text.isWellFormed() && [...text].length <= 10_000);

/** U+0000, which databases refuse, is left out of what is sent to Wireflow (core/json.ts). */
const withoutNull = (text: string) => text.replaceAll('\0', '');

/** As bytes of JSON and back, which is all that happens to a prompt on its way. */
export const promptBodies = [
  {
    name: 'prompt and more inputs, as they are sent',
    property: fc.property(prompt, prompt, (typed, more) => {
      const body = JSON.parse(Buffer.from(JSON.stringify(promptBody({ prompt: typed, more_inputs: { caption: more } })), 'utf8').toString('utf8')) as Record<string, unknown>;
      expectSame(body, { prompt: typed, caption: more });
    }),
  },
];

/** @throws when any of the texts did not arrive as it was typed, but for U+0000 */
export function expectSame(arrived: unknown, typed: Readonly<Record<string, unknown>>): void {
  for (const [name, text] of Object.entries(typed)) {
    const came = (arrived as Record<string, unknown> | undefined)?.[name];
    if (came !== text && came !== withoutNull(String(text))) throw new Error(`What was typed as ${name} has changed`);
  }
}
