/** @throws with both sides when they differ */
export function expectEqual(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: found ${a?.slice(0, 1500)}, wanted ${b}`);
}

export function expectThat(what: string, holds: boolean, found: unknown = ''): void {
  if (!holds) throw new Error(`${what}${found === '' ? '' : `: found ${(JSON.stringify(found) ?? 'nothing').slice(0, 1500)}`}`);
}

/** Tells one story to its end, and says how it went. @returns whether it held */
export async function told(name: string, story: () => Promise<void>, say: (line: string) => void): Promise<boolean> {
  const begunMs = Date.now();
  const seconds = (): string => `${((Date.now() - begunMs) / 1000).toFixed(1)} s`;
  try {
    await story();
    say(`passed  ${name} (${seconds()})`);
    return true;
  } catch (error) {
    say(`FAILED  ${name} (${seconds()})\n        ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
