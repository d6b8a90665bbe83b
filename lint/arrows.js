import path from 'node:path';

/**
 * Which room may import which (docs/architecture.md). A room is a folder or a file; the longest name that fits counts.
 * What a room may import beyond itself stands behind it; a room that is not listed may be imported by nobody who is.
 */
const CORE = 'core';
const GROUND = ['core/json.ts', 'core/memory.ts', 'core/shorten.ts'];
const MODEL = [...GROUND, 'core/model'];
const API = [...MODEL, 'core/api'];
const OFFERS = [...API, 'core/providers', 'core/prices'];
const RUNS = [...OFFERS, 'core/runs', 'core/watching'];
const FACES = [...RUNS, 'core/fields', 'core/outputs'];
const STEPS = ['triggers', 'creates', 'searches', 'authentication.ts'];
/** Run by npm scripts, and part of nothing that ships: closed to all who do not list them by name. */
const TOOLS = ['platforms/zapier/publish'];
const EMULATORS = ['emulators/wireflow', 'emulators/make', 'emulators/zapier', 'emulators/providers', 'emulators/n8n', 'emulators/pictures'];

const ARROWS = {
  'core/json.ts': [],
  'core/memory.ts': [],
  'core/shorten.ts': [],
  'core/model': MODEL,
  'core/api': API,
  'core/providers': OFFERS,
  'core/prices': OFFERS,
  'core/runs': RUNS,
  'core/watching': RUNS,
  'core/fields': FACES,
  'core/outputs': FACES,
  'core/account': [...FACES, 'core/account'],
  'core': [CORE],
  'platforms/zapier': [CORE],
  'platforms/zapier/publish': ['package.json'],
  'platforms/make': [CORE],
  'platforms/n8n': [CORE],
  'platforms/cli': [CORE],
  'platforms/action': [CORE, 'platforms/cli'],
  'platforms/forms': [CORE],
  'triggers': [CORE, 'platforms/zapier'],
  'creates': [CORE, 'platforms/zapier'],
  'searches': [CORE, 'platforms/zapier'],
  'authentication.ts': [CORE, 'platforms/zapier'],
  'index.ts': [CORE, 'platforms/zapier', ...STEPS, 'package.json'],
  // The emulators are second, independent readings: they share no code with the product, and pictures with each other.
  'emulators/wireflow': ['emulators/pictures'],
  'emulators/providers': ['emulators/pictures'],
  'emulators/pictures': [],
  'emulators/make': [],
  'emulators/zapier': [],
  'emulators/n8n': [],
  'lint/publishing': [],
  'proof/report': [],
  // The proofs are run from a fresh clone, without the tests and their tools.
  'proof': [CORE, 'platforms', ...TOOLS, ...STEPS, 'index.ts', ...EMULATORS, 'demo', 'proof/report'],
  'demo': [CORE, 'platforms', ...STEPS, 'index.ts', ...EMULATORS, 'lint/publishing'],
};

const fits = (file, room) => file === room || file.startsWith(`${room}/`);

/** @param file from the project's root, with forward slashes */
function roomOf(file) {
  const rooms = Object.keys(ARROWS).filter((room) => fits(file, room));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** @returns why `from` may not import `to`, or null; both from the project's root */
export function brokenArrow(from, to) {
  const room = roomOf(from);
  const target = roomOf(to);
  if (room === null || room === target) return null;
  const isOpen = ARROWS[room].some((open) => fits(to, open) && (open === target || !TOOLS.includes(target)));
  return isOpen ? null : `${room} may not import ${target ?? to} (docs/architecture.md, “The house”).`;
}

const arrows = {
  meta: { type: 'problem', schema: [], docs: { description: 'Imports run along the arrows of docs/architecture.md' } },
  create(context) {
    const from = path.relative(context.cwd, context.filename).replaceAll('\\', '/');
    const check = (node) => {
      const name = node.source?.value;
      if (typeof name !== 'string' || !name.startsWith('.')) return;
      const to = path.posix.join(path.posix.dirname(from), name).replace(/\.js$/, '.ts');
      const message = brokenArrow(from, to);
      if (message !== null) context.report({ node: node.source, message });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

export default { rules: { arrows } };
