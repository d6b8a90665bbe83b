import type { Part } from '../part.js';
import { tempt, temptN8n, type Tempted } from './tempt.js';
import { together } from './watch.js';

const ABOUT =
  'Every byte that a client of these proofs sends, taken from its socket, and everything that is said: errors, results, connection labels, promises of files, log lines. All of it is searched for the keys and webhook ids of the emulators, also as Base64; each provider’s key may go to that provider alone. On top of the other parts come redirects of every call, at Wireflow and at the providers, to another host, images, uploads and jobs at other hosts, and hosts that redirect back to the API. A story that did not happen, and a call that was never redirected, break the promise.';

export const leaks: Part<'zapier' | 'n8n', Tempted> = {
  name: 'leaks',
  title: 'Nothing leaked',
  jobs: () => ['zapier', 'n8n'],
  run: (through) => (through === 'n8n' ? temptN8n() : tempt()),
  findings: (tempted, all) => {
    const watched = together(all);
    const count = (number: number) => number.toLocaleString('en-US');
    const sum = (pick: (one: Tempted) => number) => tempted.reduce((total, one) => total + pick(one), 0);
    const followed = tempted.flatMap((one) => one.followed);
    const seen: Readonly<Record<string, number>> = {
      'bytes that were sent': watched.bytes,
      'requests in them': watched.requests,
      'stories that were told to their end': sum(({ told }) => told),
      'answers that were redirects': sum(({ redirected }) => redirected),
      'requests to another host': sum(({ elsewhere }) => elsewhere),
      'the key as `Authorization` of a call that needs it': watched.keyWhereItBelongs,
      'a provider’s key in its own header, at its own host': watched.providerKeyWhereItBelongs,
      'the webhook id in the trigger’s path': watched.webhookWhereItBelongs,
      'webhook ids as choices of the dropdown': watched.webhookInDropdown,
      'webhook ids in Zapier’s own request log': watched.webhookInRequestLog,
    };
    return {
      title: 'Nothing leaked',
      about: ABOUT,
      head: ['What was searched', 'How much'],
      rows: [
        ...Object.entries(seen).map(([what, number]) => [what, count(number)]),
        ['results, errors, log lines', Object.values(watched.said).map(count).join(', ')],
        ['redirects that were followed with a call of the API', count(followed.length)],
        ['secrets anywhere else', count(watched.broken.length)],
      ],
      broken: [
        ...watched.broken,
        ...tempted.flatMap(({ missing }) => missing),
        ...followed.map((path) => `a redirect to ${path} was followed`),
        ...Object.entries(seen).flatMap(([what, number]) => (number === 0 ? [`nothing was seen: ${what}`] : [])),
      ],
    };
  },
};
