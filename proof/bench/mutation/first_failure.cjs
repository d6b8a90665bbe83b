// Left to itself, Stryker has Jest load every test file that reaches the mutated one, and go on after a test has failed:
// hours. This runner takes only the files that can judge the mutant, and stops after the first one that fails.
const fs = require('node:fs');
const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

/** Each test file's titles, from the first run, which has no mutant. Stryker's processes share its copy of the project. */
const TITLES = path.join(__dirname, 'titles.json');

/** Stryker asks for tests by a pattern, `(title)|(title)`: hundreds of them, tried on thousands, take seconds. */
const titlesIn = (pattern) => new Set(pattern.slice(1, -1).split(')|(').map((title) => title.replace(/\\(.)/gs, '$1')));
const literally = (title) => title.replace(/[.*+\-?^${}()|[\]\\/]/g, '\\$&');

module.exports = class FirstFailure extends TestRunner {
  constructor(globalConfig, context) {
    super(globalConfig, context);
    this.mutated = process.env.__STRYKER_ACTIVE_MUTANT__ === undefined ? null : path.basename(globalConfig.nonFlagArgs[0], '.ts');
    this.asked = globalConfig.testNamePattern ? titlesIn(globalConfig.testNamePattern) : null;
    this.hasFailed = false;
    this.titles = {};
    this.on('test-file-failure', () => (this.hasFailed = true));
    this.on('test-file-success', ([test, result]) => {
      this.hasFailed ||= result.numFailingTests > 0 || result.testExecError !== undefined;
      if (this.mutated === null) this.titles[test.path] = result.testResults.map(({ fullName }) => fullName);
    });
  }

  async runTests(tests, watcher, options) {
    if (this.mutated === null) {
      await super.runTests(tests, watcher, options);
      fs.writeFileSync(TITLES, JSON.stringify(this.titles));
      return;
    }
    for (const test of this.judges(tests)) {
      this._globalConfig = { ...this._globalConfig, testNamePattern: this.patternFor(test) };
      await super.runTests([test], watcher, options);
      if (this.hasFailed) return;
    }
  }

  /** A pattern of those titles that are asked for in this file: Jest would look for all of them in each of its tests. */
  patternFor(test) {
    return this.asked ? this.titles[test.path].filter((title) => this.asked.has(title)).map((title) => `^${literally(title)}$`).join('|') : undefined;
  }

  /**
   * A mutant inside a function: the files with tests that go through it. One that a module's loading goes through, as
   * every test that loads it does: the module's own test file and those that import it by name; all, if it has no own.
   */
  judges(tests) {
    const isOwn = ({ path: file }) => path.basename(file) === `${this.mutated}.test.ts`;
    const byOwn = [...tests.filter(isOwn), ...tests.filter((test) => !isOwn(test))];
    if (this.asked) {
      this.titles = JSON.parse(fs.readFileSync(TITLES, 'utf8'));
      return byOwn.filter((test) => this.patternFor(test) !== '');
    }
    const importsIt = ({ path: file }) => fs.readFileSync(file, 'utf8').includes(`/${this.mutated}.js'`);
    return tests.some(isOwn) ? byOwn.filter((test) => isOwn(test) || importsIt(test)) : byOwn;
  }
};
