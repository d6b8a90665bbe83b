import './plain_output.js';
import { baseUrlFrom } from '../core/api/base_url.js';
import { loadApp, MakeEngine, REAL_CLOCK, sendTo, type Send } from '../emulators/make/index.js';
import { HELP, readArguments } from './arguments.js';
import { checkBefore } from './before_the_image.js';
import { runScenario } from './make_scenario.js';
import { createProgress } from './progress.js';
import { printFacts, runDemo, save } from './result.js';
import { connect } from './service.js';

/**
 * `npm run demo:make`: the job of `npm start` as a Make scenario. The emitted app runs on `emulators/make/`, which
 * stands in for Make's own.
 */
async function main(): Promise<void> {
  const { prompt, size, provider, wantsHelp } = readArguments();
  if (wantsHelp) return void console.log(HELP);
  if (provider !== undefined) throw new Error('--provider is for npm start; the scenario goes through Wireflow.');
  await checkBefore({ prompt, size, provider });
  const startedAtMs = Date.now();
  const service = await connect();
  const progress = createProgress(process.stdout);
  try {
    if (service.apiKey === undefined) throw new Error('The scenario waits for its image, which needs a key: set WIREFLOW_API_KEY.');
    const { send, count } = counting(sendTo(new URL(baseUrlFrom(process.env)).origin));
    const make = new MakeEngine(loadApp('platforms/make/app'), { send, clock: REAL_CLOCK });
    const throughWireflow = service.webhook !== undefined;
    const { workflow, execution, file } = await runScenario(make, { prompt, size, webhook: service.webhook, apiKey: service.apiKey, throughWireflow }, progress);
    printFacts({
      Execution: `${String(execution['execution_id'])} (${String(execution['status'])})`,
      Workflow: String(workflow ?? execution['workflow_id'] ?? 'behind the webhook'),
      Image: await save(String(execution['execution_id']), file),
      Requests: String(count()),
      Time: `${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`,
    });
  } finally {
    progress.stop();
    await service.close();
  }
}

function counting(send: Send): { readonly send: Send; count(): number } {
  let sent = 0;
  return {
    send: async (request) => {
      sent += 1;
      return send(request);
    },
    count: () => sent,
  };
}

runDemo(main);
