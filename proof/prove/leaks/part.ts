import type { Part } from '../part.js';
import { tempt, type Tempted } from './stories.js';
import { together } from './watch.js';

const ABOUT =
  'Every byte that a client of these proofs sends, taken from its socket, and everything that is said: errors, results, connection labels, promises of files, log lines. All of it is searched for the keys and webhook ids of the emulator, also as Base64. On top of the other parts come redirects of every call to another host, images and uploads at other hosts, and hosts that redirect back to the API.';

export const leaks: Part<null, Tempted> = {
  name: 'leaks',
  title: 'Nothing leaked',
  jobs: () => [null],
  run: () => tempt(),
  findings: (tempted, all) => {
    const watched = together(all);
    const count = (number: number) => number.toLocaleString('en-US');
    const followed = tempted.flatMap((one) => one.followed);
    return {
      title: 'Nothing leaked',
      about: ABOUT,
      head: ['What was searched', 'How much'],
      rows: [
        ['bytes that were sent', count(watched.bytes)],
        ['requests in them', count(watched.requests)],
        ['requests to another host', count(tempted.reduce((sum, one) => sum + one.elsewhere, 0))],
        ['redirects that were followed with a call of the API', count(followed.length)],
        ['results, errors, log lines', Object.values(watched.said).map(count).join(', ')],
        ['the key as `Authorization` of a call that needs it', count(watched.keyWhereItBelongs)],
        ['the webhook id in the trigger’s path', count(watched.webhookWhereItBelongs)],
        ['webhook ids as choices of the dropdown', count(watched.webhookInDropdown)],
        ['webhook ids in Zapier’s own request log', count(watched.webhookInRequestLog)],
        ['secrets anywhere else', count(watched.broken.length)],
      ],
      broken: [...watched.broken, ...followed.map((path) => `a redirect to ${path} was followed`)],
    };
  },
};
