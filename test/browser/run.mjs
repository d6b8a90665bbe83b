// `npm run test:browser`: the tests in a real Chromium, and one last line that counts them. Without a Chromium it fails,
// unless WITHOUT_CHROMIUM=skip says that this is known.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const RESULT = 'out/browser.json';

function end(passed, failed) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

if (!existsSync(CHROMIUM)) {
  console.error(`\n  NOT TESTED: there is no Chromium at ${CHROMIUM}.\n  Install it (Debian: apt-get install chromium), or name yours in CHROMIUM.\n`);
  end(0, process.env.WITHOUT_CHROMIUM === 'skip' ? 0 : 1);
}

mkdirSync('out', { recursive: true });
rmSync(RESULT, { force: true });
const jest = ['node_modules/jest/bin/jest.js', '--config', 'jest.browser.config.cjs', '--json', `--outputFile=${RESULT}`, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, jest, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CHROMIUM } });
if (!existsSync(RESULT)) end(0, 1);
const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(RESULT, 'utf8'));
const failed = numFailedTests + numRuntimeErrorTestSuites;
end(numPassedTests, failed === 0 && (status !== 0 || numPassedTests === 0) ? 1 : failed);
