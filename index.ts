import { defineApp, version as platformVersion } from 'zapier-platform-core';
import authentication from './authentication.js';
import generateFluxImage from './creates/generate_flux_image.js';
import generateImage from './creates/generate_image.js';
import generateImages from './creates/generate_images.js';
import runWorkflow from './creates/run_workflow.js';
import packageJson from './package.json' with { type: 'json' };
import comparePrices from './searches/compare_prices.js';
import creditBalance from './searches/credit_balance.js';
import estimateCost from './searches/estimate_cost.js';
import findExecution from './searches/find_execution.js';
import findFluxJob from './searches/find_flux_job.js';
import findWorkflow from './searches/find_workflow.js';
import executionCompleted from './triggers/execution_completed.js';
import executionFailed from './triggers/execution_failed.js';
import lowCreditBalance from './triggers/low_credit_balance.js';
import newImage from './triggers/new_image.js';
import webhooks from './triggers/webhooks.js';
import workflows from './triggers/workflows.js';
import { hydrators } from './platforms/zapier/hydrators.js';
import { keepKeyHome } from './platforms/zapier/middleware.js';
import { unchanging } from './platforms/zapier/unchanging.js';

/** The Zapier app: what Zapier loads, and nothing else. */
export default defineApp({
  version: packageJson.version,
  platformVersion,
  authentication,
  beforeRequest: [keepKeyHome],
  triggers: unchanging({
    [executionCompleted.key]: executionCompleted,
    [newImage.key]: newImage,
    [executionFailed.key]: executionFailed,
    [lowCreditBalance.key]: lowCreditBalance,
    [webhooks.key]: webhooks,
    [workflows.key]: workflows,
  }),
  creates: unchanging({
    [generateImage.key]: generateImage,
    [generateImages.key]: generateImages,
    [runWorkflow.key]: runWorkflow,
    [generateFluxImage.key]: generateFluxImage,
  }),
  searches: unchanging({
    [findExecution.key]: findExecution,
    [findWorkflow.key]: findWorkflow,
    [creditBalance.key]: creditBalance,
    [estimateCost.key]: estimateCost,
    [comparePrices.key]: comparePrices,
    [findFluxJob.key]: findFluxJob,
  }),
  flags: { cleanInputData: false },
  // Last: Zapier's runtime looks for the hydrator of every promised file through the whole app, from its end.
  hydrators,
});
