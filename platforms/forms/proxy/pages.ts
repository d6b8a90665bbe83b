import { html, raw } from 'hono/html';
import type { Refusal } from './refusal.js';
import type { RunView } from './run_views.js';

type Html = ReturnType<typeof html>;

const STYLE = raw(`<style>
  :root { color-scheme: light dark; }
  body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
  img { max-width: 100%; height: auto; border-radius: .5rem; }
  small { opacity: .75; overflow-wrap: anywhere; }
</style>`);

/** The pages of the proxy are for browsers without JavaScript; with it, the snippet shows the same on the form's own page. */
const page = (title: string, body: Html, refreshS?: number): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refreshS === undefined ? '' : html`<meta http-equiv="refresh" content="${String(refreshS)}">`}
<title>${title}</title>
${STYLE}
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`;

export const refusalPage = ({ message, started }: Refusal): Html =>
  page(started === 'maybe' ? 'Please wait' : 'Not sent', html`<p>${message}</p><p>Go back in your browser to see your form as you filled it in.</p>`);

/** For a form whose image comes another way: by e-mail, into a sheet, wherever the Zap puts it. */
export const queuedPage = (executionId: string): Html =>
  page('Queued', html`<p>Your image is being made and will be sent to you when it is ready.</p><p><small>Number of your order: ${executionId}</small></p>`);

export function runPage({ executionId, ended, status, images, message, againMs }: RunView): Html {
  const number = html`<p><small>Number of your order: ${executionId}</small></p>`;
  if (!ended) {
    const refreshS = Math.max(1, Math.ceil(againMs / 1000));
    return page('Your image is being made', html`<p role="status">This page looks again in ${refreshS} ${refreshS === 1 ? 'second' : 'seconds'}.</p>${number}`, refreshS);
  }
  if (status !== 'completed' || images.length === 0) return page('No image', html`<p>${message}</p>${number}`);
  const pictures = images.map(({ url }) => html`<p><a href="${url}"><img src="${url}" alt="The image that was made"></a></p>`);
  return page('Your image is ready', html`${pictures}${number}`);
}
