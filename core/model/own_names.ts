import type { Output } from './execution.js';
import { numberedName, stemAndEnding } from './file_name.js';

/**
 * The same outputs, with no two pictures of one name: most people save files by their names, and the second would take the
 * first one's place. Whatever its case, because Windows and macOS have one file for both; and whatever its ending, which
 * follows the type that comes.
 *
 * @param taken names that are given already, folded; those that are given here are put in
 */
export function withOwnNames(outputs: readonly Output[], taken: Set<string> = new Set()): readonly Output[] {
  return outputs.map((output) => {
    if (output.kind !== 'image' || output.url === null || output.filename === null) return output;
    const filename = ownName(output.filename, taken);
    return filename === output.filename ? output : { ...output, filename };
  });
}

function ownName(name: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const own = numberedName(name, number);
    const folded = stemAndEnding(own)[0].normalize('NFKC').toLowerCase();
    if (taken.has(folded)) continue;
    taken.add(folded);
    return own;
  }
}
