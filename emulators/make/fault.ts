/**
 * The app asks for something that Make refuses, or whose result in Make is not known. Never an answer that a scenario
 * could see: a test that meets one has found a mistake in the app, or a gap in the engine.
 */
export class EngineFault extends Error {
  override readonly name = 'EngineFault';
}

/** @param where the file, directive or function at fault */
export function fault(where: string, problem: string): never {
  throw new EngineFault(`${where}: ${problem}`);
}
