import fc from 'fast-check';
import { fieldKeyOf } from '../../../core/fields/workflow_inputs.js';
import type { EmulatedWorkflow, Emulator } from '../../../emulators/wireflow/index.js';
import { clockMovedBy, loadApp, MakeEngine, sendTo } from '../../../emulators/make/index.js';
import type { World } from '../world.js';
import { expectSame, prompt } from './prompts.js';

/** As many texts as a run of the workflow below takes. */
const NODES = Array.from({ length: 10 }, (_, index) => `text-${index + 1}`);
const texts = fc.array(prompt, { minLength: NODES.length, maxLength: NODES.length }).map((typed) => Object.fromEntries(NODES.map((id, index) => [id, typed[index] as string])));

/** One of the emulator's workflows, with many text inputs in place of its own. */
function workflowOfTexts(emulator: Emulator): EmulatedWorkflow {
  const [node] = emulator.workflow('text-to-image').nodes;
  if (!node) throw new Error('The workflow has no text input');
  return emulator.addWorkflow({ nodes: NODES.map((id) => ({ ...node, id, data: { ...node.data, label: id } })), edges: [] });
}

const requestOf = (emulator: Emulator) => emulator.executions.at(-1)?.request as Record<string, unknown> | undefined;

/** Through Zapier's handler and over a real socket: what was typed is what the service was sent. */
export function typedInZapier({ emulator, standIn, connection }: World) {
  const run = connection(emulator.keys.full);
  const fresh = () => {
    emulator.reset();
    standIn.cache.clear();
  };
  return {
    prompts: {
      name: 'what is typed, through Zapier: Generate Image, 2 texts a run',
      texts: 2,
      property: fc.asyncProperty(prompt, prompt, async (typed, caption) => {
        fresh();
        await run('creates.generate_image.operation.perform', { webhook: emulator.workflow('text-to-image').webhookId, prompt: typed, more_inputs: { caption } });
        expectSame(requestOf(emulator), { prompt: typed, caption });
      }),
    },
    texts: {
      name: `what is typed, through Zapier: Run Workflow, ${NODES.length} texts a run`,
      texts: NODES.length,
      property: fc.asyncProperty(texts, async (typed) => {
        fresh();
        const fields = Object.fromEntries(Object.entries(typed).map(([id, text]) => [fieldKeyOf(id), text]));
        await run('creates.run_workflow.operation.perform', { workflow: workflowOfTexts(emulator).id, ...fields });
        expectSame(requestOf(emulator)?.['inputs'], typed);
      }),
    },
  };
}

/** The same through the emitted app on the local engine of Make. */
export function typedInMake({ emulator }: World) {
  const make = new MakeEngine(loadApp('platforms/make/app'), { send: sendTo(emulator.origin), clock: clockMovedBy(emulator.clock) });
  const connection = { id: 'apiKey', label: null, data: { apiKey: emulator.keys.full } };
  return {
    prompts: {
      name: 'what is typed, through Make: Generate an image, 2 texts a run',
      texts: 2,
      property: fc.asyncProperty(prompt, prompt, async (typed, caption) => {
        emulator.reset();
        await make.run('generateImage', { webhook: emulator.workflow('text-to-image').webhookId, prompt: typed, more_inputs: [{ name: 'caption', value: caption }] });
        expectSame(requestOf(emulator), { prompt: typed, caption });
      }),
    },
    texts: {
      name: `what is typed, through Make: Run a workflow, ${NODES.length} texts a run`,
      texts: NODES.length,
      property: fc.asyncProperty(texts, async (typed) => {
        emulator.reset();
        await make.run('runWorkflow', { wf_workflow: workflowOfTexts(emulator).id, ...typed }, { connection, fields: NODES.map((name) => ({ name, type: 'any' })) });
        expectSame(requestOf(emulator)?.['inputs'], typed);
      }),
    },
  };
}
