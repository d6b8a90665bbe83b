// One failing test is enough to find a mutant out: the rest of its file is skipped.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class FirstFailureEnvironment extends TestEnvironment {
  async handleTestEvent(event) {
    if (event.name === 'test_done') this.hasFailed ||= event.test.errors.length > 0;
    if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
  }
};
