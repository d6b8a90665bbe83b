import { loadApp, type MakeApp } from '../../../emulators/make/index.js';
import { fillMake, MODULE_CASES } from '../../../proof/prove/make/provider_modules.js';

const APP = loadApp('platforms/make/app');
const caseOf = (module: string, ...places: readonly ('start' | 'look')[]) => ({ ...(MODULE_CASES.find((one) => one.module === module) as (typeof MODULE_CASES)[number]), places });
const fill = (app: MakeApp, ...cases: readonly (typeof MODULE_CASES)[number][]) => fillMake(() => undefined, cases, app);

test('every module of a provider is in the matrix', () => {
  const modules = Object.entries(APP.modules).filter(([, { connection }]) => ['bfl', 'deepinfra', 'replicate'].includes(String(connection)));
  expect(MODULE_CASES.map(({ module }) => module).sort()).toEqual(modules.map(([id]) => id).sort());
});

test('faults at a purchase and at a look keep their promises', async () => {
  const { rows, broken } = await fill(APP, caseOf('generateReplicateImage', 'start'), caseOf('getReplicateImage', 'look'));
  expect(broken).toEqual([]);
  expect(rows.length).toBeGreaterThan(50);
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['', 'ConnectionError', 'DataError', 'InvalidAccessTokenError', 'OutOfSpaceError', 'RateLimitError']));
});

/** The app with one change to the requests of a module that buys at Replicate. */
function withChange(change: (step: Record<string, unknown>) => void): MakeApp {
  const { modules } = JSON.parse(JSON.stringify(APP)) as MakeApp;
  for (const step of modules['generateReplicateImage']?.communication ?? []) if (step.url !== undefined) change(step as unknown as Record<string, unknown>);
  return { ...APP, modules };
}

test.each([
  ['a look after which Make buys another picture', (step: Record<string, unknown>): void => void (step['repeat'] && Object.assign((step['response'] as { error: Record<string, { type: string }> }).error['429'] ?? {}, { type: 'RateLimitError' })), 'after which Make buys another'],
  ['a look that loses the job', (step: Record<string, unknown>): void => void (step['repeat'] && Object.assign((step['response'] as { error: Record<string, { message: string }> }).error['500'] ?? {}, { message: '[500] Something failed.' })), 'names no job'],
] as const)('the matrix sees %s', async (_what, change, words) => {
  const { broken } = await fill(withChange(change), caseOf('generateReplicateImage', 'look'));
  expect(broken).toContainEqual(expect.stringContaining(words));
});
