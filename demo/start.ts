import './plain_output.js';
import { baseUrlFrom } from '../core/api/base_url.js';
import app from '../index.js';
import { HELP, readArguments } from './arguments.js';
import { checkBefore } from './before_the_image.js';
import { runFluxDemo } from './flux_demo.js';
import { runMainJob } from './main_job.js';
import { createProgress } from './progress.js';
import { countRequestsTo } from './request_count.js';
import { printFacts, runDemo, save } from './result.js';
import { connect } from './service.js';
import { createZap } from './zap.js';
import { startZapierStandIn } from '../emulators/zapier/store.js';

/**
 * `npm start`: the main job against the local emulator, or against Wireflow when `WIREFLOW_WEBHOOK` is set. With
 * `--provider bfl` (deepinfra, replicate, cheapest) the image is made by a local emulator of that provider.
 */
async function main(): Promise<void> {
  const { prompt, size, provider, wantsHelp } = readArguments();
  if (wantsHelp) return void console.log(HELP);
  await checkBefore({ prompt, size, provider });
  if (provider !== undefined) return runFluxDemo({ prompt, size, provider });
  const startedAtMs = Date.now();
  const service = await connect();
  const standIn = await startZapierStandIn();
  const requests = countRequestsTo(new URL(baseUrlFrom(process.env)).host);
  const progress = createProgress(process.stdout);
  try {
    const zap = createZap(app, standIn, service.apiKey === undefined ? {} : { api_key: service.apiKey });
    const { execution, file } = await runMainJob(zap, { prompt, size, ...service, hasKey: service.apiKey !== undefined }, progress);
    const saved = file === null ? null : await save(execution.execution_id, standIn.file(file));
    printFacts({
      Execution: `${execution.execution_id} (${execution.status})`,
      Workflow: execution.workflow_name ?? execution.workflow_id ?? 'behind the webhook',
      Image: saved ?? 'set WIREFLOW_API_KEY to fetch it',
      Requests: String(requests.count),
      Time: `${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`,
    });
  } finally {
    progress.stop();
    await Promise.all([standIn.close(), service.close()]);
  }
}

runDemo(main);
