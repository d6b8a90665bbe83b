import { fault } from './fault.js';
import { functionNamed } from './iml/functions/index.js';
import { SPREAD } from './iml/render.js';
import { partsOf } from './iml/syntax.js';
import { readTemplate } from './iml/template.js';

const EVERYWHERE = ['parameters', 'common', 'data', 'now', 'timestamp', 'uuid', 'random', 'executionId', 'temp', 'body', 'headers', 'statusCode'];

/** What an expression may name (Make's documentation of IML variables). */
const VARIABLES = {
  connection: new Set(EVERYWHERE),
  module: new Set([...EVERYWHERE, 'connection', 'environment', 'item', 'pagination', 'iterate', 'output']),
};

/**
 * Reads every expression in a directive, so that a mistake in a branch that no test takes is found as well.
 *
 * @throws EngineFault for broken expressions, and for variables and functions that do not exist
 */
export function checkExpressions(kind: keyof typeof VARIABLES, value: unknown, where: string): void {
  if (typeof value === 'string') return checkText(kind, value, where);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key.includes('{{') && key !== SPREAD) fault(`${where}.${key}`, 'a key holds no expression');
    checkExpressions(kind, part, `${where}.${key}`);
  }
}

function checkText(kind: keyof typeof VARIABLES, source: string, where: string): void {
  for (const part of readTemplate(source)) {
    if (typeof part === 'string') continue;
    for (const inner of partsOf(part)) {
      if (inner.kind === 'call') functionNamed(inner.name, inner.args.length);
      if (inner.kind === 'variable' && !VARIABLES[kind].has(inner.name)) fault(where, `there is no variable “${inner.name}” here`);
    }
  }
}
