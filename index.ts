import { defineApp, version as platformVersion } from 'zapier-platform-core';
import authentication from './authentication.js';
import generateImage from './creates/generate_image.js';
import packageJson from './package.json' with { type: 'json' };
import findExecution from './searches/find_execution.js';
import executionCompleted from './triggers/execution_completed.js';
import webhooks from './triggers/webhooks.js';
import workflows from './triggers/workflows.js';
import { hydrators } from './zapier/hydrators.js';
import { keepKeyHome } from './zapier/middleware.js';

/** The Zapier app: what Zapier loads, and nothing else. */
export default defineApp({
  version: packageJson.version,
  platformVersion,
  authentication,
  beforeRequest: [keepKeyHome],
  hydrators,
  triggers: {
    [executionCompleted.key]: executionCompleted,
    [webhooks.key]: webhooks,
    [workflows.key]: workflows,
  },
  creates: { [generateImage.key]: generateImage },
  searches: { [findExecution.key]: findExecution },
  flags: { cleanInputData: false },
});
