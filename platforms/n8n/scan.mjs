/**
 * n8n's own verification scan on the source and on what is packed, as its service runs it after publishing, without the
 * network. Run `npm run build` first.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

for (const [what, patterns] of [['source', SOURCE_FILE_PATTERNS], ['packed files', ['dist/**/*.js', 'package.json']]]) {
  const { passed, message, details } = await analyzePackage(HERE, patterns);
  console.log(`${what}: ${passed ? 'passed' : `${message}\n${details ?? ''}`}`);
  // A scan that found no file passes as well.
  if (!passed || message !== undefined) process.exitCode = 1;
}
