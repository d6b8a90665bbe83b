import type { Execution } from '../../../core/model/execution.js';
import { imagesOf } from '../../../core/model/images.js';
import { EXECUTION_FIELDS, executionOutput } from '../../../core/outputs/execution_output.js';
import type { InterfaceItem, Json } from '../format/component.js';
import { interfaceItems } from './interface_items.js';

/**
 * What the core gives and IML can not make: a file (the module Download an image fetches it), lists whose items have
 * keys of their own (`image_urls` stands in for them), a difference of times, and a verdict on the words of a failure.
 * A scenario has the Only Once ID at hand where it was mapped
 * (docs/make-internals.md, "What IML can not say").
 */
export const NOT_IN_IML = new Set(['image_file', 'images', 'outputs', 'error_kind', 'can_retry', 'duration_seconds', 'run_id']);

const FIELDS = EXECUTION_FIELDS.filter(({ key }) => !NOT_IN_IML.has(key));

/** The interface of every module that gives an execution. */
export const EXECUTION_INTERFACE: readonly InterfaceItem[] = [
  ...interfaceItems(FIELDS),
  { name: 'image_urls', type: 'array', label: 'Image URLs', spec: { type: 'url' } },
  { name: 'reply', type: 'any', label: 'Reply of Wireflow' },
];

/** What replies about an execution are not known to tell, by the request that they answer. */
const UNTOLD = {
  start: ['workflow_id', 'workflow_url', 'workflow_name'],
  run: ['started_at', 'finished_at', 'workflow_name'],
  look: ['started_at', 'finished_at', 'workflow_id', 'workflow_url', 'workflow_name'],
  list: ['workflow_name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * The core's sample in the shape of the interface, without what a live run leaves out; the raw reply differs from account
 * to account, so it has none.
 */
export function executionSample(execution: Execution, of: keyof typeof UNTOLD): Json {
  const untold: readonly string[] = UNTOLD[of];
  const { ...output } = executionOutput(execution, () => null) as unknown as Record<string, Json>;
  const kept = Object.fromEntries(Object.entries(output).filter(([key, value]) => !NOT_IN_IML.has(key) && value !== null && !untold.includes(key)));
  return { ...kept, image_urls: imagesOf(execution.outputs).map(({ url }) => url) };
}
