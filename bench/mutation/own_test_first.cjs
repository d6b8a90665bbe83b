// A mutant of core/x.ts most likely fails in test/core/x.test.ts: that file is run first, and the rest only if it passes.
const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

module.exports = class OwnTestFirst extends Sequencer {
  constructor(options) {
    super(options);
    const mutated = options?.globalConfig?.nonFlagArgs ?? [];
    this.own = new Set(mutated.length === 1 ? [path.basename(mutated[0], '.ts') + '.test.ts'] : []);
  }

  sort(tests) {
    const rank = (test) => (this.own.has(path.basename(test.path)) ? 0 : 1);
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
