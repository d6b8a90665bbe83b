import type { Outcome } from '../cli/runs/hand_over.js';

/** Words of others as one cell of a table: no new lines, no bars, no markup. */
function cell(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const short = [...line].length > 200 ? `${[...line].slice(0, 199).join('')}…` : line;
  return short.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/[|\\`*_[\]~]/g, '\\$&');
}

/** A name as code in a cell of a table: there, a bar would end the cell. */
const code = (name: string): string => `\`${name.replace(/[`\r\n]/g, '').replace(/\|/g, '\\|')}\``;

/** The summary of the step: the run's facts, and its pictures by their public links. */
export function summaryOf({ output, problems }: Outcome, prompt: string | undefined): string {
  const { execution_id: id, status, workflow_name: name, workflow_url: url, duration_seconds: seconds, credits, error, message, images } = output;
  const facts: (readonly [string, string | null])[] = [
    ['Execution', code(id)],
    ['Status', status],
    ['Prompt', prompt === undefined ? null : cell(prompt)],
    ['Workflow', url === null ? null : `[${cell(name ?? 'in Wireflow')}](${encodeURI(url)})`],
    ['Error', error === null ? null : cell(error)],
    ['Message', message === null ? null : cell(message)],
    ['Time', seconds === null ? null : `${seconds} s`],
    ['Credits', credits === null ? null : String(credits)],
    ['Files', images.some(({ file }) => file !== null) ? images.flatMap(({ file }) => (file === null ? [] : [code(file)])).join(', ') : null],
  ];
  const rows = facts.flatMap(([label, value]) => (value === null ? [] : [`| ${label} | ${value} |`]));
  const pictures = images.flatMap(({ url: link }, index) => (/^https:\/\//.test(link) ? [`<img src="${link.replace(/["<>\s]/g, encodeURIComponent)}" alt="Image ${index + 1}" width="480">`] : []));
  return ['### Wireflow', '', '| | |', '|---|---|', ...rows, '', ...pictures, ...problems.map((problem) => `\n${cell(problem)}`), ''].join('\n');
}
