import type { Part } from '../part.js';
import { scenarios } from './scenarios.js';
import { simulate, type Scenario } from './simulate.js';
import { judge, type Verdict } from './verdict.js';

const EXECUTIONS = 10_000;

const ABOUT = `${EXECUTIONS.toLocaleString('en-US')} runs over five days in each row: bursts of up to 120, 2 s to 3 h long, 8 % that fail, images that can be read up to 45 s after the end, a service whose clock is minutes off, lists that grow while they are read, 0.3 % of the requests refused, 60 requests a minute where no other number is named; there, in the list by links and without a list, the Zaps are turned on in the first hours, since what could not be read then is known only as long as the memory is. Five Zaps share one connection's memory, with and without a filter, turned on one after another; they poll every 1 to 15 minutes, sometimes at the same moment, and the memory is forgotten every 4 to 20 hours. The trigger, client, readers and memory are the product's own code; only the network and the clock are simulated. *Most*: requests of one poll ([at most 40](service.md#list-executions)).`;

const HEAD = ['How executions are found', 'Due', 'Missed', 'Twice', 'Not due', 'Without images', 'Polls', 'Requests per poll', 'Most', 'First and last third', 'Memory forgotten'];

interface Job {
  readonly index: number;
  readonly seed: number;
}

interface Lived extends Verdict {
  readonly name: string;
  readonly forgotten: number;
}

export const lost: Part<Job, Lived> = {
  name: 'lost',
  title: 'Nothing lost',
  jobs: (seed) => scenarios(0, seed).map((_scenario, index) => ({ index, seed })),
  run: async ({ index, seed }) => {
    const scenario = scenarios(EXECUTIONS, seed)[index] as Scenario;
    const simulated = await simulate(scenario);
    return { ...judge(simulated), name: scenario.name, forgotten: simulated.forgotten };
  },
  findings: (outcomes) => ({
    title: 'Nothing lost',
    about: ABOUT,
    head: HEAD,
    rows: outcomes.map((one) => [
      one.name,
      one.wanted.toLocaleString('en-US'),
      ...[one.missed, one.twice, one.unwanted, one.withoutImages].map(({ length }) => String(length)),
      one.polls.toLocaleString('en-US'),
      one.requestsMean.toFixed(1),
      String(one.requestsMax),
      `${one.requestsEarly.toFixed(1)}, ${one.requestsLate.toFixed(1)}`,
      String(one.forgotten),
    ]),
    broken: outcomes.flatMap(({ name, wanted, fired, polls, missed, twice, unwanted, withoutImages }) => [
      // A row in which nothing happened shows nothing.
      ...(wanted === 0 || fired === 0 || polls === 0 ? [`${name}: nothing happened (${wanted} due, ${fired} fired, ${polls} polls)`] : []),
      ...missed.map((line) => `${name}: missed by “${line}”`),
      ...twice.map((line) => `${name}: fired twice for “${line}”`),
      ...unwanted.map((line) => `${name}: fired though it was not due for “${line}”`),
      ...withoutImages.map((line) => `${name}: without its images for “${line}”`),
    ]),
  }),
};
