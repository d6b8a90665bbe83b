import type { FluxOutput } from '../core/outputs/flux_output.js';
import { startProviders } from '../emulators/providers/index.js';
import { startZapierStandIn } from '../emulators/zapier/store.js';
import app from '../index.js';
import { createProgress } from './progress.js';
import { printFacts, save } from './result.js';
import { createZap } from './zap.js';

const PICTURE_MS = 2_000;

export interface FluxDemo {
  readonly prompt: string;
  readonly size: string | undefined;
  /** As the field Provider takes it. */
  readonly provider: string;
}

interface Price {
  readonly provider_name: string | null;
  readonly cost_usd: number | null;
}

/** The main job without Wireflow: connect, compare the prices, generate the image, and keep its file. Costs nothing. */
export async function runFluxDemo({ prompt, size, provider }: FluxDemo): Promise<void> {
  const startedAtMs = Date.now();
  const providers = await startProviders({ clock: 'real', durationMs: PICTURE_MS });
  const { bfl, deepinfra, replicate } = providers;
  Object.assign(process.env, { BFL_BASE_URL: bfl.url, DEEPINFRA_BASE_URL: deepinfra.url, REPLICATE_BASE_URL: replicate.url });
  console.log('Using local emulators of Black Forest Labs, DeepInfra and Replicate');
  const standIn = await startZapierStandIn();
  const progress = createProgress(process.stdout);
  try {
    const zap = createZap(app, standIn, { bfl_key: bfl.account.key, deepinfra_key: deepinfra.account.key, replicate_key: replicate.account.key });
    progress.start('Connecting');
    await zap.run('authentication.test');
    progress.done('Connected: three keys, each checked for free');

    progress.start('Find Cheapest Provider');
    const [price] = await zap.run<Price[]>('searches.compare_prices.operation.perform', { tier: 'final', size });
    progress.done(`Find Cheapest Provider: ${price?.provider_name}, $${price?.cost_usd} by our price list`);

    progress.start('Generate Flux Image');
    const output = await zap.run<FluxOutput>('creates.generate_flux_image.operation.perform', { provider, tier: 'final', prompt, size, wait: 'up_to_25_s' });
    if (output.image_file === null) throw new Error(`The image is ${output.status}: ${output.error ?? output.message ?? 'no reason is given'}`);
    progress.done(`Generate Flux Image: ${output.status}, ${output.images[0]?.width} × ${output.images[0]?.height}`);
    const saved = await save(output.execution_id, standIn.file(output.image_file));
    printFacts({
      Provider: String(output.provider),
      Model: String(output.model),
      Job: String(output.job_id),
      Cost: `$${output.cost_usd} (${output.cost_basis})`,
      Image: saved,
      Time: `${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`,
    });
  } finally {
    progress.stop();
    await Promise.all([standIn.close(), providers.close()]);
  }
}
