import type { FaultRule } from '../../emulators/wireflow/index.js';
import type { Fault } from '../../emulators/providers/faults.js';
import type { ProviderName } from '../../core/providers/job.js';

export type Place = Fault['on'];

const PAGE = '<!DOCTYPE html><html><body><h1>Service unavailable</h1></body></html>';
/** A job that is called finished and hands nothing over, in each provider's words. */
const WITHOUT_PICTURE: Readonly<Record<ProviderName, Readonly<Record<string, unknown>>>> = {
  bfl: { status: 'Ready', result: null },
  deepinfra: { images: [], image_url: undefined },
  replicate: { status: 'succeeded', output: null },
};

/** What goes wrong at Wireflow, as the same at a provider. */
export function providerFault(provider: ProviderName, on: Place, rule: Omit<FaultRule, 'on'>): Fault {
  const { status, headers, body } = rule;
  if (rule.drop !== undefined) return on === 'start' ? { on, drop: rule.drop === 'before' ? 'before' : true } : { on, drop: true };
  if (rule.delayMs !== undefined) return { on, way: { lateMs: rule.delayMs } };
  if (rule.dripMs !== undefined) return { on, way: { dripMs: rule.dripMs } };
  if (rule.cut) return { on, way: { cut: true } };
  if (rule.hugeBytes !== undefined) return { on, hugeBytes: rule.hugeBytes };
  if (rule.withoutOutput) return { on, replace: WITHOUT_PICTURE[provider] };
  if (rule.statusWord !== undefined) return { on, replace: { status: rule.statusWord ?? undefined } };
  if (rule.handled && !rule.html) return { on, replace: {}, ...(status === undefined ? {} : { status }) };
  const sent = rule.html ? PAGE : rule.empty ? '' : body;
  return { on, answer: status ?? 200, ...(sent === undefined ? {} : { body: sent }), ...(headers === undefined ? {} : { headers }) };
}
