// Lints texts as if they stood in files, outside of Jest, which can't load ESLint's set-up: [[file, text], …] in, messages of the arrows out.
import { ESLint } from 'eslint';
import { text } from 'node:stream/consumers';

const eslint = new ESLint({ cwd: process.cwd(), overrideConfigFile: 'eslint.config.js' });
const found = [];
for (const [filePath, code] of JSON.parse(await text(process.stdin))) {
  const results = await eslint.lintText(code, { filePath });
  found.push(results.flatMap(({ messages }) => messages.filter(({ ruleId }) => ruleId === 'house/arrows').map(({ message }) => message)));
}
process.stdout.write(JSON.stringify(found));
