import { BALANCE_OUTPUT_FIELDS, ESTIMATE_OUTPUT_FIELDS, WORKFLOW_OUTPUT_FIELDS } from '../../../core/outputs/account_output.js';
import { EXECUTION_FIELDS } from '../../../core/outputs/execution_output.js';
import type { OutputField } from '../../../core/outputs/output_field.js';
import { FLUX_OUTPUT_FIELDS } from '../../../core/outputs/flux_output.js';
import { n8nFields, PROVIDER_SIMPLE_KEYS, SIMPLE_KEYS } from '../nodes/Wireflow/engine/output.js';

const TYPES = { text: 'string', integer: 'integer', number: 'number', boolean: 'boolean', time: 'string', file: 'string' } as const;

function schemaOf(fields: readonly OutputField[]): object {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ key, type, items }) => [key, type === 'list' ? { type: 'array', items: schemaOf(items ?? []) } : { type: TYPES[type] }])),
    version: 1,
  };
}

/** What is shown before the first run is what a fresh node gives: the short output. */
const short = (fields: readonly OutputField[], keys: readonly string[]) => schemaOf(n8nFields(fields).filter(({ key }) => keys.includes(key)));
const execution = short(EXECUTION_FIELDS, SIMPLE_KEYS);
const fromProvider = short(FLUX_OUTPUT_FIELDS, PROVIDER_SIMPLE_KEYS);

/** By the path under `__schema__/v1.0.0`, where n8n's editor looks for what an operation gives. */
export const OUTPUT_SCHEMAS: Readonly<Record<string, object>> = {
  'image/generate.json': execution,
  'image/generateWithProvider.json': fromProvider,
  'image/getFromProvider.json': fromProvider,
  'workflow/run.json': execution,
  'workflow/getAll.json': schemaOf(n8nFields(WORKFLOW_OUTPUT_FIELDS)),
  'workflow/estimate.json': schemaOf(n8nFields(ESTIMATE_OUTPUT_FIELDS)),
  'execution/get.json': execution,
  'execution/wait.json': execution,
  'execution/getAll.json': execution,
  'account/getCredits.json': schemaOf(n8nFields(BALANCE_OUTPUT_FIELDS)),
};
