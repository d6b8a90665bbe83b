import { PROVIDERS, type ProviderName } from '../../../../core/providers/job.js';
import { PROVIDER_KEY_FIELDS } from '../../../../core/providers/known_providers.js';
import type { FluxResult, FluxVerdict } from '../../../../core/runs/flux/flux_plan.js';
import type { FileKeeper } from '../../../../core/runs/flux/images_made_before.js';
import { response } from '../../../helpers/core.js';
import { fluxWorld, WENT_WELL, type Answer } from './flux_world.js';

const RUN = { runId: 'order 17', canLookAgain: false } as const;
const KEEPER: FileKeeper = { isThere: async () => true, store: async () => null };
const other = (...providers: ProviderName[]) => Object.fromEntries(providers.map((name) => [PROVIDER_KEY_FIELDS[name], `fake-key-of-another-${name}-0123`]));
const resultOf = (verdict: FluxVerdict): FluxResult => {
  if ('result' in verdict) return verdict.result;
  throw new Error('It was to end');
};
/** The answers to a purchase, with a job of its own: one that any key may look at, as at Black Forest Labs. */
const wentWell = (provider: ProviderName, job: string) => JSON.parse(JSON.stringify(WENT_WELL[provider]).replaceAll('j1', job)) as Answer[];
const answers = (provider: ProviderName, job: string) => wentWell(provider, job).map((answer) => ({ ...response(200, ''), ...answer, header: () => null }));

describe.each(PROVIDERS)('one Only Once ID under two keys of %s', (provider) => {
  test('buys for each, and gives each its own image again, files that were kept included', async () => {
    const world = fluxWorld(answers(provider, 'j1'));
    const step = async (keys = {}) => {
      const result = resultOf(await world.run(provider, { ...RUN, keeper: KEEPER }, keys));
      if (result.files === null) await result.keep([{ address: `file of ${result.jobs[0]?.id}`, width: null, height: null, contentType: null, filename: null }]);
      return { id: result.jobs[0]?.id, file: result.files?.[0]?.address ?? null };
    };
    expect(await step()).toEqual({ id: 'j1', file: null });
    world.answerNext(...answers(provider, 'j2'));
    expect(await step(other(provider))).toEqual({ id: 'j2', file: null });
    expect(await step()).toEqual({ id: 'j1', file: 'file of j1' });
    expect(await step(other(provider))).toEqual({ id: 'j2', file: 'file of j2' });
    expect(world.starts()).toBe(2);
    expect(JSON.stringify([...world.memory.kept])).not.toMatch(/fake-key/);
  });

  test('a key of another provider that is changed, added or taken away buys nothing twice', async () => {
    const [another, third] = PROVIDERS.filter((name) => name !== provider) as [ProviderName, ProviderName];
    const world = fluxWorld(answers(provider, 'j1'));
    await world.run(provider, RUN);
    world.answerNext(...answers(provider, 'j1').slice(-1));
    await world.run(provider, RUN, { ...other(another), [PROVIDER_KEY_FIELDS[third]]: null });
    // Nor does another choice, as long as the key is there with which it was bought.
    await world.run(another, RUN);
    expect(world.starts()).toBe(1);
  });
});
