import { app } from './app_definition.js';
import { layOut } from './format/layout.js';

/** Every file of the Make app by its path below `platforms/make/app`, as a fresh run of the emitter writes it. */
export function appFiles(): Map<string, string> {
  return layOut(app);
}
