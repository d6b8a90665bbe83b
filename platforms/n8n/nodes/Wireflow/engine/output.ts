import type { IDataObject } from 'n8n-workflow';
import { executionOutput } from '../../../../../core/outputs/execution_output.js';
import type { OutputField } from '../../../../../core/outputs/output_field.js';
import type { Execution } from '../../../../../core/model/execution.js';
import { isObject } from '../../../../../core/json.js';

/** n8n takes a key `error` for the failure of the node itself, and its Retry On Fail would start the run again. */
const OTHER_NAMES: Readonly<Record<string, string>> = { error: 'errorMessage', error_kind: 'errorKind' };

/** What the short output keeps of an execution: n8n's guidelines ask for at most ten fields. */
export const SIMPLE_KEYS = ['executionId', 'status', 'message', 'errorMessage', 'errorKind', 'canRetry', 'workflowName', 'imageCount', 'imageUrl', 'images'] as const;

/** The same of images from a provider. */
export const PROVIDER_SIMPLE_KEYS = ['jobId', 'jobAddress', 'status', 'message', 'errorMessage', 'errorKind', 'provider', 'model', 'costUsd', 'imageUrl', 'images'] as const;

/** A key of the core as n8n's nodes write theirs: `execution_id` is `executionId`. */
export function n8nKey(key: string): string {
  return OTHER_NAMES[key] ?? key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** The same data under n8n's keys, whatever its depth. */
export function inN8nKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inN8nKeys);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [n8nKey(key), inN8nKeys(inner)])) : value;
}

export function n8nFields(fields: readonly OutputField[]): OutputField[] {
  return fields.map((field) => ({ ...field, key: n8nKey(field.key), ...(field.items === undefined ? {} : { items: n8nFields(field.items) }) }));
}

/**
 * An execution as every operation hands it on.
 *
 * @param fileFields the binary fields that hold its images, by the image's link
 */
export function executionItem(execution: Execution, simplify: boolean, fileFields: ReadonlyMap<string, string> = new Map()): IDataObject {
  const whole = inN8nKeys(executionOutput(execution, (_executionId, { url }) => fileFields.get(url) ?? null)) as IDataObject;
  return simplify ? Object.fromEntries(SIMPLE_KEYS.map((key) => [key, whole[key]])) : whole;
}
