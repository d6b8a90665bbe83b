const hooks = require('node:async_hooks');
const KEPT = Symbol.for('wireflow.tests.domain');

if (!hooks[KEPT]) {
  const kept = (hooks[KEPT] = []);
  const { createHook } = hooks;
  hooks.createHook = (callbacks) => {
    const hook = createHook(callbacks);
    kept.push(hook);
    return hook;
  };
  require('node:domain');
  hooks.createHook = createHook;
}
for (const hook of hooks[KEPT]) hook.disable();
