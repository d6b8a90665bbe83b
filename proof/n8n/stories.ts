import type { Providers } from '../../emulators/providers/index.js';
import type { Emulator } from '../../emulators/wireflow/index.js';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';
import type { Rest } from './rest.js';

export { expectEqual, expectThat } from '../outside/stories.js';

/** What a story has to work with: a running n8n, a Wireflow of its own, and the providers beside it. */
export interface World {
  readonly engine: Engine;
  readonly instance: Instance;
  readonly rest: Rest;
  readonly emulator: Emulator;
  readonly providers: Providers;
  log(line: string): void;
}

export interface Story {
  readonly name: string;
  /** Set where it mostly waits, and for services of its own: it is told beside the others. */
  readonly isBeside?: true;
  /** Set where it ends n8n and starts it anew. */
  readonly restarts?: true;
  tell(world: World): Promise<void>;
}
