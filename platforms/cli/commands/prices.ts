import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const prices: Command = {
  name: 'prices',
  summary: 'Compare what an image costs at each provider',
  about:
    'Free and offline: from the price list of this program, whose rows have a day and a source. Nothing of it is promised. Wireflow itself has no price per image; ask `wireflow estimate`.',
  options: [
    options.TIER,
    { ...options.SIZE, details: 'A purpose, a ratio, or sides in pixels. Without it a square.' },
    options.MEGAPIXELS_OPTION,
    { name: 'count', value: 'N', help: 'how many images (default 1)' },
    options.JSON_OUTPUT, options.HELP,
  ], // prettier-ignore
  examples: [{ command: 'wireflow prices --tier pro --size 2048x2048 --count 1000 --json', does: 'prints a row per provider, the cheapest first' }],
  run: async (call) => (await import('../actions/prices.js')).prices(call),
};
