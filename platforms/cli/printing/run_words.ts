import type { ExecutionOutput } from '../../../core/outputs/execution_output.js';

/** A run in a few lines for people. */
export function runWords(output: ExecutionOutput): string {
  const { execution_id: id, status, workflow_name: name, workflow_id: workflow, duration_seconds: seconds, credits, error, message, images, outputs } = output;
  const facts: [string, string | null][] = [
    ['Execution', `${id} (${status})`],
    ['Workflow', name ?? workflow],
    ['Error', error],
    // While it goes on, its words are of the start.
    ['Note', status === 'completed' && images.length === 0 ? message : null],
    ...images.map(({ file, url }, index): [string, string] => [images.length === 1 ? 'Image' : `Image ${index + 1}`, file ?? (url.startsWith('data:') ? 'in the result, as data' : url)]),
    // Some replies repeat the prompt as an output: beside an image it is no result.
    ...outputs.filter(({ kind }) => kind !== 'image' && (kind !== 'text' || images.length === 0)).map(({ kind, url, text }): [string, string | null] => [kind[0]?.toUpperCase() + kind.slice(1), url ?? text]),
    ['Time', seconds === null ? null : `${seconds} s`],
    ['Credits', credits === null ? null : String(credits)],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null).map(([label, value]) => `${label.padEnd(10)} ${value}`).join('\n');
}
