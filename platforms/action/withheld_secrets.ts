import { readFile } from 'node:fs/promises';
import { isObject, parseJson, type JsonObject } from '../../core/json.js';
import { WireflowError } from '../../core/model/errors.js';
import type { Environment } from './runner.js';

/**
 * Stops a start by a workflow's ID where GitHub has withheld the key: anybody may open such a pull request, and it would spend
 * the owner's credits on an image that nobody waits for.
 *
 * @throws WireflowError `no_key`
 */
export async function assertNotWithheld(env: Environment): Promise<void> {
  if (!(await isStrangers(env))) return;
  throw new WireflowError({
    kind: 'no_key',
    problem: 'Pull requests from forks and from Dependabot get no secrets, so the input api-key is empty.',
    nextStep: 'Nothing was started. Run this on a branch of the repository itself; to start the workflow without a key all the same, name it in the input webhook.',
  });
}

/** Whether GitHub keeps the secrets from this run (docs.github.com, "Using secrets in GitHub Actions"). */
async function isStrangers(env: Environment): Promise<boolean> {
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return true;
  if (!/^pull_request(_review|_review_comment)?$/.test(env['GITHUB_EVENT_NAME'] ?? '')) return false;
  const event = await eventOf(env['GITHUB_EVENT_PATH'] ?? '');
  const head = inside(inside(event, 'pull_request'), 'head');
  // The repository of a fork that was deleted is null.
  return isObject(head) && inside(head, 'repo')?.['full_name'] !== env['GITHUB_REPOSITORY'];
}

async function eventOf(file: string): Promise<JsonObject | null> {
  try {
    const event = parseJson(await readFile(file, 'utf8'));
    return isObject(event) ? event : null;
  } catch {
    return null;
  }
}

function inside(object: JsonObject | null, key: string): JsonObject | null {
  const found = object?.[key];
  return isObject(found) ? found : null;
}
