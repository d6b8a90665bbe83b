// Stryker has Jest load every test file that reaches the mutated one, and go on after the mutant is found out. This
// runner leaves out the files of which no test is asked for, and stops after the first file that fails.
const fs = require('node:fs');
const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

/** The titles in each test file, as the first run without a mutant found them; Stryker's processes share its copy of the project. */
const TITLES = path.join(__dirname, 'titles.json');

module.exports = class FirstFailure extends TestRunner {
  constructor(globalConfig, context) {
    super(globalConfig, context);
    this.isMutantRun = globalConfig.nonFlagArgs.length === 1;
    this.wanted = globalConfig.testNamePattern ? new RegExp(globalConfig.testNamePattern, 'i') : null;
    this.hasFailed = false;
    this.titles = {};
    this.on('test-file-failure', () => (this.hasFailed = true));
    this.on('test-file-success', ([test, result]) => {
      this.hasFailed ||= result.numFailingTests > 0 || result.testExecError !== undefined;
      this.titles[path.basename(test.path)] = result.testResults.map(({ fullName }) => fullName);
    });
  }

  async runTests(tests, watcher, options) {
    if (!this.isMutantRun) {
      await super.runTests(tests, watcher, options);
      fs.writeFileSync(TITLES, JSON.stringify(this.titles));
      return;
    }
    const titles = fs.existsSync(TITLES) ? JSON.parse(fs.readFileSync(TITLES, 'utf8')) : {};
    for (const test of tests) {
      const own = titles[path.basename(test.path)];
      if (this.wanted && own && !own.some((title) => this.wanted.test(title))) continue;
      await super.runTests([test], watcher, options);
      if (this.hasFailed) return;
    }
  }
};
