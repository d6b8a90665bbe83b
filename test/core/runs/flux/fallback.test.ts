import { FALLBACKS, madeElsewhereInWords } from '../../../../core/runs/flux/fallback.js';

test.each(FALLBACKS.map((fallback) => [fallback.key, fallback] as const))('what %s has made is told with its model, its place and its price in dollars and cents', (_key, fallback) => {
  const place = { bfl: 'Black Forest Labs', deepinfra: 'DeepInfra', replicate: 'Replicate' }[fallback.provider];
  expect(madeElsewhereInWords(fallback, { model: 'black-forest-labs/flux-2-pro', cost_usd: 0.1 }, 'The account has too few credits.')).toBe(`Made by flux-2-pro at ${place} for $0.10, because Wireflow could not start it: The account has too few credits.`);
  expect(madeElsewhereInWords(fallback, { model: null, cost_usd: null }, null)).toBe(`Made by FLUX at ${place}.`);
});
