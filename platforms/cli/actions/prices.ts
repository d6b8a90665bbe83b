import { badInput } from '../../../core/model/errors.js';
import { type ComparedPrice, comparePrices } from '../../../core/prices/compare.js';
import { PROVIDER_LABELS } from '../../../core/providers/job.js';
import { type Call, valueOf } from '../definition/command.js';
import { EXIT, type ExitCode } from '../exit_codes.js';
import { columns } from '../printing/columns.js';
import { readMegapixels, readShape, readTier } from '../runs/tier_values.js';

const MOST_IMAGES = 100_000_000;

export async function prices({ values, host, printer }: Call): Promise<ExitCode> {
  const count = readCount(valueOf(values, 'count'));
  const megapixels = readMegapixels(valueOf(values, 'megapixels'));
  const rows = comparePrices({
    tier: readTier(valueOf(values, 'tier') ?? 'final'),
    size: readShape(valueOf(values, 'size')),
    ...(megapixels === undefined ? {} : { megapixels }),
    count,
    today: new Date(host.now()).toISOString().slice(0, 10),
  });
  if (printer.isJson) for (const { provider, model, perImageUsd, usd, basis, asOf, source, assumptions } of rows) printer.result({ provider, model, perImageUsd, usd, basis, asOf, source, assumptions }, '');
  else printer.result({}, columns(rows.map((row) => rowOf(row, count))));
  return EXIT.done;
}

function rowOf({ provider, model, perImageUsd, usd, asOf, assumptions }: ComparedPrice, count: number): string[] {
  const label = provider === 'wireflow' ? 'Wireflow' : PROVIDER_LABELS[provider];
  if (usd === null) return [label, '-', '', '', assumptions.join(' ')];
  return [label, `$${perImageUsd} each`, count === 1 ? '' : `$${usd} for ${count.toLocaleString('en-US')}`, `as of ${asOf}`, `${model}. ${assumptions.join(' ')}`];
}

function readCount(given: string | undefined): number {
  if (given === undefined) return 1;
  const count = /^\d{1,9}$/.test(given.trim()) ? Number(given) : 0;
  if (count >= 1 && count <= MOST_IMAGES) return count;
  throw badInput('count', `--count needs a whole number from 1 to ${MOST_IMAGES.toLocaleString('en-US')}.`, 'For example: --count 1000');
}
