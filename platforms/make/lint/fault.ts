import type { EmittedApp } from './emitted_app.js';

/** Something in the emitted files that would fail, or harm somebody, on Make. */
export interface Fault {
  /** The file, or the component in makecomapp.json. */
  readonly where: string;
  readonly problem: string;
}

/** One idea that Make's own schemas do not check. */
export type Rule = (app: EmittedApp) => Iterable<Fault>;
