import type { PlainPicture } from '../../../core/fields/plain_picture.js';
import { times } from '../../../core/model/amounts.js';
import { PROVIDER_LABELS } from '../../../core/providers/job.js';
import { asRun } from '../../../core/outputs/flux_output.js';
import type { Fallback } from '../../../core/runs/flux/fallback.js';
import type { WayOut } from '../../../core/runs/flux/way_out.js';
import { ownerOf } from '../../../core/runs/owner.js';
import { valueOf, type Call } from '../definition/command.js';
import { prepareFolder } from '../files/save_images.js';
import type { Outcome } from './hand_over.js';
import { Interrupted } from './interruption.js';
import { DEFAULT_WAIT_MS, type RunOptions } from './run_options.js';
import type { Session } from './session.js';

/** A start at Wireflow, and the picture that may be made elsewhere in its place. */
export interface FallbackStart extends Pick<WayOut<Outcome>, 'action' | 'address' | 'workflow' | 'start'> {
  /** Null where a prompt alone does not describe it. */
  picture(): PlainPicture | null;
}

/** The way out that `--fallback` names; null for none. @throws WireflowError `bad_input` */
async function wayOutOf({ values }: Call): Promise<Fallback | null> {
  const given = valueOf(values, 'fallback');
  if (given === undefined) return null;
  const { readFallback } = await import('../../../core/fields/fallback_options.js');
  return readFallback({ fallback: given });
}

/**
 * Starts a run, and with `--fallback` makes one image elsewhere where Wireflow surely started nothing.
 *
 * @throws WireflowError before anything is started, or `start_unknown`; Interrupted
 */
export async function withFallback(call: Call, { client, memory, clock }: Session, options: RunOptions, begun: FallbackStart): Promise<Outcome> {
  const fallback = await wayOutOf(call);
  if (fallback === null) return begun.start();
  const { host, printer } = call;
  const [{ startOrMakeElsewhere }, { madeElsewhereInWords, USD_PER_CREDIT }, { buyAndSave, KEY_VARIABLES, providersOf }] = await Promise.all([
    import('../../../core/runs/flux/way_out.js'),
    import('../../../core/runs/flux/fallback.js'),
    import('./purchase.js'),
  ]);
  const { runId, afterFailure, reuse, maxCredits } = options;
  // While Wireflow works nobody misses the key, and in the night in which it is needed it is too late.
  if (!providersOf(host, Infinity).hasKey(fallback.provider)) printer.say(`--fallback ${fallback.key} can make nothing: ${KEY_VARIABLES[fallback.provider]} is not set.`);
  return startOrMakeElsewhere(memory, clock, {
    ...begun,
    owner: ownerOf(client, begun.action),
    runId,
    isPromptAlone: () => begun.picture() !== null,
    async makeElsewhere(why, target) {
      const { prompt, size, seed } = begun.picture() ?? { prompt: '', size: 'square', seed: null };
      // What Ctrl-C has cut off is not made elsewhere.
      if (host.signal.aborted) throw new Interrupted({ at: 'before' });
      const folder = options.folder ?? '.';
      await prepareFolder(host.folder, folder);
      if (why !== null) printer.say(`Wireflow could not start it; making it at ${PROVIDER_LABELS[fallback.provider]}.`);
      const { output, ...outcome } = await buyAndSave(call, {
        choice: fallback.provider,
        wish: { tier: fallback.tier, size, megapixels: 1, inputImages: 0 },
        prompt, seed, inputImages: [], ...target, runId, afterFailure, reuse, folder,
        maxUsd: maxCredits === null ? null : times(maxCredits, USD_PER_CREDIT),
        waitMs: options.waitMs ?? DEFAULT_WAIT_MS,
      }); // prettier-ignore
      const made = madeElsewhereInWords(fallback, output, why);
      return { ...outcome, output: { ...asRun(output), message: [made, output.message].filter((words) => words !== null).join(' ') } };
    },
  });
}
