/** Installs n8n's linter, scan and types for the tests, where they are not there yet or not those of the lock file. */
import { execSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const changedAt = (file) => statSync(path.join(HERE, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) execSync('npm ci --silent', { cwd: HERE, stdio: 'inherit' });
