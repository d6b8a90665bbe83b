import { startProviderWorld, type ProviderWorld } from '../provider_world.js';
import { scaleTime } from '../scaled_time.js';
import { loadN8n, type N8n } from './node.js';

export interface N8nWorld extends ProviderWorld {
  readonly n8n: N8n;
  readonly credential: { readonly name: string; readonly apiKey: string; readonly baseUrl: string };
}

/** n8n waits by the real clock: its waits are made to pass so many times as fast, with everything else. */
const SCALE = 30;
/** What one run takes, in the time that passes so fast. */
const DURATION_MS = 6_000;

/** The built node in a fake context, and the services that it asks. */
export async function startN8nWorld(): Promise<N8nWorld> {
  const time = scaleTime(SCALE);
  const world = await startProviderWorld({ clock: 'real', durationMs: DURATION_MS });
  const { keys, url } = world.emulator;
  return {
    ...world,
    n8n: loadN8n(),
    credential: { name: 'wireflowApi', apiKey: keys.full, baseUrl: url },
    close: async () => {
      await world.close();
      time.end();
    },
  };
}
