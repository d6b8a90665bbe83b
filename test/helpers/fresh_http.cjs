// Zapier's runtime wraps http.request once per process, in a form that drops an argument which nock needs, and a Jest
// worker runs many test files in one process. Each file starts from Node's own functions again.
const modules = [require('node:http'), require('node:https')];
const KEPT = Symbol.for('wireflow.tests.http');

for (const module of modules) {
  const own = (module[KEPT] ??= { request: module.request, get: module.get });
  Object.assign(module, own);
  delete module.patchedByZapier;
}
