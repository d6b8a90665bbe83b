import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { read, root } from './step_pages.js';

/** What README promises in bold, and where it is tried: the file, and words of the tests in it. */
const HELD: Readonly<Record<string, readonly (readonly [file: string, words: string])[]>> = {
  'Nothing is bought twice under one Only Once ID': [
    ['test/e2e/run_id.test.ts', 'without an Only Once ID identical prompts are never merged'],
    ['test/core/runs/run_id_claim.test.ts', 'the first step starts it; the next ones are given that run'],
    ['proof/prove/bought/part.ts', 'bought twice'],
  ],
  'No execution is started that may cost more than Maximum Credits': [
    ['test/e2e/cost.test.ts', 'a run over the cap is not started'],
    ['test/core/runs/cost_cap.test.ts', 'when already its lower bound is over the cap'],
  ],
  'Tests in the editor are free': [
    ['test/e2e/waiting.test.ts', 'isLoadingSample'],
    ['test/e2e/generate_images.test.ts', 'isLoadingSample'],
    ['test/e2e/flux.test.ts', 'a test with a sample buys nothing'],
  ],
  'What a sample shows, a live run of the Zap gives': [
    ['test/e2e/sample_is_live.test.ts', 'gives live what its sample shows, under the keys that are promised'],
    ['test/e2e/sample_is_live.test.ts', "['superset', 'article', 'docs', 'modern']"],
  ],
  'may have started': [['test/docs/errors.test.ts', 'MAY_HAVE_STARTED']],
}; // prettier-ignore

test('every promise of README is held by tests that there are', () => {
  const [, section = ''] = /## What holds, and how far\n(.*?)\n## /s.exec(read('README.md')) ?? [];
  const promises = section.split(/^- /m).slice(1).map((item) => /\*\*([^*]+)\*\*/.exec(item)?.[1]?.replace(/\s+/g, ' '));
  expect(promises).toEqual(Object.keys(HELD));
  const missing = Object.values(HELD).flat().filter(([file, words]) => !existsSync(path.join(root, file)) || !readFileSync(path.join(root, file), 'utf8').includes(words));
  expect(missing).toEqual([]);
});

test('README has a command for every suite, and for none that there is not', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('README.md').matchAll(/npm (?:run )?((?:test|[a-z]+)(?::[a-z\d-]+)?)\b/g)].map(([, name = '']) => name).filter((name) => name !== 'ci' && name !== 'run');
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  const suites = Object.keys(scripts).filter((name) => /^(test|bench|prove)(:|$)/.test(name));
  expect(suites.filter((name) => !named.includes(name))).toEqual([]);
});
