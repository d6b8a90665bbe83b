import fc from 'fast-check';
import { promptBody } from '../../core/prompt_inputs.js';
import type { World } from '../world.js';

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('{{', '}}', '{{bundle.inputData.prompt}}', '{{1__id}}', '"', "'", '\\', '\n', '\r\n', '\t', '\u2028', '\u0000', '</script>', '%s', '${x}', 'null', '💡', '\u202e', 'é', 'ﷺ', ' '),
);

/** What a person may type: at least one visible character, at most what the field takes. */
export const prompt = fc
  .oneof({ weight: 12, arbitrary: fc.array(piece, { minLength: 1, maxLength: 20 }).map((pieces) => pieces.join('')) }, { weight: 1, arbitrary: piece.map((text) => `${text}x`.repeat(9_000).slice(0, 9_000)) })
  .filter((text) => text.trim() !== '' && text.isWellFormed() && [...text].length <= 10_000);

/** As bytes of JSON and back, which is all that happens to a prompt on its way. */
export const promptBodies = [
  {
    name: 'prompt and more inputs, as they are sent',
    property: fc.property(prompt, prompt, (typed, more) => {
      const body = JSON.parse(Buffer.from(JSON.stringify(promptBody({ prompt: typed, more_inputs: { caption: more } })), 'utf8').toString('utf8')) as Record<string, unknown>;
      if (body['prompt'] !== typed || body['caption'] !== more) throw new Error('The text has changed');
    }),
  },
];

/** Through Zapier's handler and over a real socket: what was typed is what the service was sent. */
export function promptsThroughZapier(world: World) {
  const run = world.connection(world.emulator.keys.full);
  const webhook = world.emulator.workflow('text-to-image').webhookId;
  const workflow = world.emulator.workflow('text-to-image').id;
  const fresh = () => {
    world.emulator.reset();
    world.standIn.cache.clear();
  };
  const lastRequest = () => world.emulator.executions.at(-1)?.request as Record<string, unknown> | undefined;
  return [
    {
      name: 'prompt through Generate Image',
      property: fc.asyncProperty(prompt, prompt, async (typed, style) => {
        fresh();
        await run('creates.generate_image.operation.perform', { webhook, prompt: typed, more_inputs: { caption: style } });
        if (lastRequest()?.['prompt'] !== typed || lastRequest()?.['caption'] !== style) throw new Error('The text has changed');
      }),
    },
    {
      name: 'text through Run Workflow',
      property: fc.asyncProperty(prompt, async (typed) => {
        fresh();
        await run('creates.run_workflow.operation.perform', { workflow, input_text_2d_input_2d_1: typed });
        if ((lastRequest()?.['inputs'] as Record<string, unknown>)['text-input-1'] !== typed) throw new Error('The text has changed');
      }),
    },
  ];
}
