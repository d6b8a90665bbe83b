// `npm run cli:build`: the command line as one file, dist/wireflow.cjs, or the file that is named.
//
// Node reads every function of a file before it runs the first line, and what commands do is nine tenths of this one:
// `--help` would take twice as long as Node itself. So that part stands at its end as a comment, which Node skips, and is
// compiled when a command is run. It shares the modules that the first part has loaded: an error is one class in both.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const MAIN = 'platforms/cli/main.ts';
const SETTINGS = { absWorkingDir: ROOT, bundle: true, format: 'cjs', platform: 'node', target: 'node20', minifySyntax: true, minifyWhitespace: true, legalComments: 'inline', logLevel: 'warning', write: false, outfile: 'wireflow.cjs' };
const OPENING = '/* What the commands do, compiled when one is run:';
const CLOSING = '*/';
/** Stands for the end of a comment, inside of one. */
const NO_CLOSING = '*@/';

/** What main.ts imports at once, and what it imports only when a command is run; paths from the root. */
async function partsOf() {
  const { metafile } = await build({ ...SETTINGS, entryPoints: [MAIN], metafile: true });
  const atOnce = new Set();
  const later = new Set();
  const visit = (file) => {
    if (atOnce.has(file)) return;
    atOnce.add(file);
    for (const { path: imported, kind, external } of metafile.inputs[file].imports) {
      if (external) continue;
      if (kind === 'dynamic-import') later.add(imported);
      else visit(imported);
    }
  };
  visit(MAIN);
  return { shared: [...atOnce].filter((file) => file !== MAIN), later: [...later].filter((file) => !atOnce.has(file)) };
}

/** Asks `resolve` about each import of one of our files or packages, by its path from the root. */
function resolving(resolve) {
  return {
    name: 'resolving',
    setup(builder) {
      builder.onResolve({ filter: /^[.\w]/ }, async ({ path: asked, resolveDir, kind, importer, pluginData }) => {
        if (pluginData === resolve || kind === 'entry-point') return undefined;
        const found = await builder.resolve(asked, { resolveDir, kind, importer, pluginData: resolve });
        return found.external || found.errors.length > 0 ? undefined : resolve(path.relative(ROOT, found.path), kind);
      });
      builder.onLoad({ filter: /.*/, namespace: 'later' }, ({ path: file }) => ({ contents: `module.exports = laterPart(${JSON.stringify(file)});` }));
    },
  };
}

/** What the commands do; it asks for the shared modules by their names. */
async function laterPart({ shared, later }) {
  const contents = later.map((file) => `exports[${JSON.stringify(file)}] = () => require(${JSON.stringify(`./${file}`)});`).join('\n');
  const plugin = resolving((file) => (shared.includes(file) ? { path: `shared:${file}`, external: true } : undefined));
  const { outputFiles } = await build({ ...SETTINGS, minifyIdentifiers: true, stdin: { contents, resolveDir: ROOT }, plugins: [plugin] });
  return inAscii(outputFiles[0].text);
}

async function firstPart({ shared, later }) {
  const contents = [
    ...shared.map((file, index) => `import * as shared${index} from ${JSON.stringify(`./${file}`)};`),
    `import ${JSON.stringify(`./${MAIN}`)};`,
    `sharedModules = { ${shared.map((file, index) => `${JSON.stringify(`shared:${file}`)}: shared${index}`).join(', ')} };`,
  ].join('\n');
  const plugin = resolving((file, kind) => (kind === 'dynamic-import' && later.includes(file) ? { path: file, namespace: 'later' } : undefined));
  const banner = { js: `#!/usr/bin/env node\nlet sharedModules, later;\n${loadLater}\nconst laterPart = (file) => (later ??= loadLater())[file]();` };
  const { outputFiles } = await build({ ...SETTINGS, stdin: { contents, resolveDir: ROOT }, plugins: [plugin], banner });
  return inAscii(outputFiles[0].text);
}

/** Stands in the program as it is here. */
const loadLater = `function loadLater() {
  const whole = require('node:fs').readFileSync(__filename, 'utf8');
  const text = whole.slice(whole.lastIndexOf(${inTwo(OPENING)}) + ${OPENING.length}, whole.lastIndexOf(${inTwo(CLOSING)})).replaceAll(${inTwo(NO_CLOSING)}, ${inTwo(CLOSING)});
  const found = {};
  const compiled = require('node:vm').compileFunction(text, ['require', 'exports', 'module'], { filename: __filename });
  compiled((name) => sharedModules[name] ?? require(name), found, { exports: found });
  return found;
}`;

/** A text of the program that can't be taken for the mark that it names. */
function inTwo(mark) {
  return `'${mark[0]}' + '${mark.slice(1)}'`;
}

/** With one letter beyond these, Node would hold the whole file in twice the space; the bundler leaves them in patterns. */
function inAscii(text) {
  return text.replace(/[^\x00-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const [, , file = path.join(HERE, 'dist/wireflow.cjs')] = process.argv;
const parts = await partsOf();
const [first, text] = await Promise.all([firstPart(parts), laterPart(parts)]);
if (text.includes(NO_CLOSING)) throw new Error(`${NO_CLOSING} stands in what the commands do: choose another mark.`);
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, `${first}${OPENING}\n${text.replaceAll(CLOSING, NO_CLOSING)}${CLOSING}\n`);
