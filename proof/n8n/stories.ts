import type { Emulator } from '../../emulators/wireflow/index.js';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';
import type { Rest } from './rest.js';

/** What a story has to work with: a running n8n, and a Wireflow of its own. */
export interface World {
  readonly engine: Engine;
  readonly instance: Instance;
  readonly rest: Rest;
  readonly emulator: Emulator;
  log(line: string): void;
}

export interface Story {
  readonly name: string;
  tell(world: World): Promise<void>;
}

/** @throws with both sides when they differ */
export function expectEqual(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: found ${a?.slice(0, 1500)}, wanted ${b}`);
}

export function expectThat(what: string, holds: boolean, found: unknown = ''): void {
  if (!holds) throw new Error(`${what}${found === '' ? '' : `: found ${(JSON.stringify(found) ?? 'nothing').slice(0, 1500)}`}`);
}
