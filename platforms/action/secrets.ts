import { copiedKey } from '../../core/api/copied_key.js';
import { KEY_VARIABLES } from '../cli/runs/purchase.js';
import type { Environment, Runner } from './runner.js';

/** Shorter texts stand in ordinary words, and masking them would hide half of the log. */
const SHORTEST = 6;

/**
 * Has the log hide the keys and the webhook in each form in which they may be written, before anything is printed.
 *
 * @returns what is hidden
 */
export function maskSecrets(runner: Runner, env: Environment): string[] {
  const given = [runner.input('api-key'), env['WIREFLOW_API_KEY'], runner.input('webhook'), env['WIREFLOW_WEBHOOK'], ...Object.values(KEY_VARIABLES).map((name) => env[name])];
  const secrets = given.flatMap((value) => (value === undefined ? [] : formsOf(value)));
  const masked = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST);
  masked.forEach((secret) => runner.mask(secret));
  return masked;
}

/** The text itself, each of its lines, the id in a webhook's address, and the key without what was copied along with it. */
function formsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const ids = lines.flatMap((line) => /\/workflows?\/([^/?#\s]+)/.exec(line)?.[1] ?? []);
  const keys = lines.map(copiedKey).filter(Boolean);
  return [...ids, ...keys, ...lines, value.trim()];
}
