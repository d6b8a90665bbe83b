import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rule } from '../rule.js';

const PACKAGES = ['zapier-platform-core', 'zapier-platform-cli'];
const MODULES = path.resolve('node_modules');

export const d027: Rule = {
  id: 'D027',
  says: 'The app runs on the version of Zapier’s platform that is installed, and on that of its newest tools.',
  check: ({ platformVersion }) =>
    PACKAGES.map((name) => ({ name, version: installed(name) }))
      .filter(({ version }) => version !== platformVersion)
      .map(({ name, version }) => ({ where: 'platformVersion', what: `${platformVersion}, but ${name} is ${version}.`, instead: `Use ${version} for both, and take the version from the package.` })),
};

function installed(name: string): string {
  return (JSON.parse(readFileSync(path.join(MODULES, name, 'package.json'), 'utf8')) as { version: string }).version;
}
