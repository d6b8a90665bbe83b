import type { RunOutput } from '../../core/outputs/run_output.js';
import { dollars } from '../../core/prices/dollars.js';
import { PROVIDER_LABELS } from '../../core/providers/job.js';
import { isNews } from '../cli/printing/print_outcome.js';
import type { Outcome } from '../cli/runs/hand_over.js';

/** The prompt is there to know the image by. */
const LONGEST_PROMPT = 300;
/** Somebody else's words, such as an error's: all that a reader needs stands at their beginning. */
const LONGEST_WORDS = 1_000;
const PICTURE_WIDTH = 480;
/** GitHub shows nothing of a summary above a megabyte, and signed links are long. */
const MOST_PICTURES = 20;
const MICRO = 1_000_000;

/**
 * Words of others as HTML on one line. Whatever Markdown would make of them, such as a table's end, a heading or a link, it makes
 * nothing of in a block of HTML, which a blank line would end.
 */
function html(words: string, longest = LONGEST_WORDS): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const short = [...line].length > longest ? `${[...line].slice(0, longest - 1).join('')}…` : line;
  return short.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}

/** A sentence of ours, with its addresses as links, and its commands as they are to be typed. */
function sentence(words: string): string {
  return html(words).replace(/wireflow wait \S+(?: --out \w+)?|https:\/\/[^\s<>()]*[^\s<>().,;:]/g, (found) => (found.startsWith('https') ? `<a href="${found}">${found}</a>` : `<code>${found}</code>`));
}

/** As it is: no name of an emoji in it becomes one, and no `@name` a person. */
const code = (words: string, longest?: number): string => `<code>${html(words, longest)}</code>`;
const address = (link: string): string => link.replace(/["<>\s]/g, encodeURIComponent);

/**
 * The summary of a step with a run: what has become of it, and its pictures by their public links.
 *
 * @param prompt what was asked for, where a prompt was
 * @param goOn what the reader is to do, where it is not done; null where nothing
 */
export function summaryOf({ output, problems }: Outcome, prompt: string | undefined, goOn: string | null = null): string {
  const rows = factsOf(output, prompt).flatMap(([label, value]) => (value === null ? [] : [`<tr><td>${label}</td><td>${value}</td></tr>`]));
  const said = [...(goOn === null ? [] : [goOn]), ...problems].map((words) => `<p>${sentence(words)}</p>`);
  const links = output.images.flatMap(({ url }, index) => (/^https:\/\//.test(url) ? [{ url, number: index + 1 }] : []));
  const pictures = links.slice(0, MOST_PICTURES).map(({ url, number }) => `<a href="${address(url)}"><img src="${address(url)}" alt="Image ${number}" width="${PICTURE_WIDTH}"></a>`);
  const more = links.length <= MOST_PICTURES ? [] : [`<p>${links.length - MOST_PICTURES} more images are not shown here; the output image-urls has all links.</p>`];
  return [titled(output.status.replace('_', ' ')), ...said, `<table>\n${rows.join('\n')}\n</table>`, ...pictures, ...more].join('\n\n');
}

/** The summary of a step that has no run to show: why, and what to do. */
export function summaryWithout(why: string, title = 'no image'): string {
  return [titled(title), `<p>${sentence(why)}</p>`].join('\n\n');
}

const titled = (what: string): string => `### Wireflow: ${what}`;

function factsOf(output: RunOutput, prompt: string | undefined): (readonly [string, string | null])[] {
  const { execution_id: id, workflow_name: name, workflow_url: url, duration_seconds: seconds, credits, error, message, images, provider } = output;
  const files = images.flatMap(({ file }) => (file === null ? [] : [code(file)]));
  const costUsd = 'cost_usd' in output && typeof output.cost_usd === 'number' ? output.cost_usd : null;
  return [
    ['Prompt', prompt === undefined ? null : code(prompt, LONGEST_PROMPT)],
    ['Error', error === null ? null : html(error)],
    ['Message', isNews(message) ? html(message) : null],
    ['Files', files.length === 0 ? null : files.slice(0, MOST_PICTURES).join('<br>') + (files.length > MOST_PICTURES ? `<br>${files.length - MOST_PICTURES} more` : '')],
    ['Workflow', url === null ? null : `<a href="${address(encodeURI(url))}">${html(name ?? 'Open in Wireflow')}</a>`],
    ['Made by', provider === 'wireflow' ? null : PROVIDER_LABELS[provider]],
    ['Time', seconds === null ? null : `${seconds} s`],
    ['Credits', credits === null ? null : String(credits)],
    ['Cost', costUsd === null ? null : `$${dollars(Math.round(costUsd * MICRO))}`],
    ['Execution', code(id)],
  ];
}
