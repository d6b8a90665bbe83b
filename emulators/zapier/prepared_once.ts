import { createRequire } from 'node:module';
import path from 'node:path';

/** Zapier's own test tool runs a function that is no step of the app by hanging it there for as long as it runs. */
interface App {
  readonly _testRequest?: unknown;
}

interface SchemaTools {
  prepareApp(app: App): App;
}

/**
 * Zapier's runtime copies and freezes the whole app twice for every call of a step, a third of what a quick step costs.
 * Nothing can change what is frozen, so whoever makes thousands of calls may keep it: from here on each app is prepared once.
 */
export function prepareAppsOnce(): void {
  const tools = createRequire(path.resolve('package.json'))('zapier-platform-core/src/tools/schema') as SchemaTools;
  const { prepareApp } = tools;
  const prepared = new WeakMap<App, App>();
  tools.prepareApp = (app) => {
    const { _testRequest, ...itself } = app;
    const known = prepared.get(app) ?? prepareApp(itself);
    prepared.set(app, known);
    return _testRequest === undefined ? known : Object.freeze({ ...known, _testRequest });
  };
}
