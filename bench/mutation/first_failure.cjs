// Left to itself, Stryker has Jest load every test file that reaches the mutated one, and go on after a test has failed:
// hours. This runner takes only the files that can judge the mutant, and stops after the first one that fails.
const fs = require('node:fs');
const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

/** Each test file's titles, from the first run, which has no mutant. Stryker's processes share its copy of the project. */
const TITLES = path.join(__dirname, 'titles.json');

module.exports = class FirstFailure extends TestRunner {
  constructor(globalConfig, context) {
    super(globalConfig, context);
    this.mutated = process.env.__STRYKER_ACTIVE_MUTANT__ === undefined ? null : path.basename(globalConfig.nonFlagArgs[0], '.ts');
    this.asked = globalConfig.testNamePattern ? new RegExp(globalConfig.testNamePattern, 'i') : null;
    this.hasFailed = false;
    this.titles = {};
    this.on('test-file-failure', () => (this.hasFailed = true));
    this.on('test-file-success', ([test, result]) => {
      this.hasFailed ||= result.numFailingTests > 0 || result.testExecError !== undefined;
      this.titles[test.path] = result.testResults.map(({ fullName }) => fullName);
    });
  }

  async runTests(tests, watcher, options) {
    if (this.mutated === null) {
      await super.runTests(tests, watcher, options);
      fs.writeFileSync(TITLES, JSON.stringify(this.titles));
      return;
    }
    for (const test of this.judges(tests)) {
      await super.runTests([test], watcher, options);
      if (this.hasFailed) return;
    }
  }

  /**
   * A mutant inside a function: the files with tests that go through it. One that a module's loading goes through, as
   * every test that loads it does: the module's own test file and those that import it by name; all, if it has no own.
   */
  judges(tests) {
    const isOwn = ({ path: file }) => path.basename(file) === `${this.mutated}.test.ts`;
    const byOwn = [...tests.filter(isOwn), ...tests.filter((test) => !isOwn(test))];
    if (this.asked) {
      const titles = JSON.parse(fs.readFileSync(TITLES, 'utf8'));
      return byOwn.filter((test) => titles[test.path].some((title) => this.asked.test(title)));
    }
    const importsIt = ({ path: file }) => fs.readFileSync(file, 'utf8').includes(`/${this.mutated}.js'`);
    return tests.some(isOwn) ? byOwn.filter((test) => isOwn(test) || importsIt(test)) : byOwn;
  }
};
