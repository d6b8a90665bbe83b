// Zapier's runtime opens a domain for each call, to catch what a callback throws. From the first on, its hooks watch every
// promise and every socket of the process, for all later test files too: a third of their time. What a callback throws
// fails a test here anyway, by Jest.
const hooks = require('node:async_hooks');
const KEPT = Symbol.for('wireflow.tests.domain');

// A Jest worker runs many test files with one copy of Node's own modules: patch it once, before the first domain.
if (!hooks[KEPT]) {
  hooks[KEPT] = true;
  const { createHook } = hooks;
  hooks.createHook = (callbacks) => Object.assign(createHook(callbacks), { enable: () => undefined });
  require('node:domain');
  hooks.createHook = createHook;
}
