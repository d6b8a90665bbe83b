import { table } from '../../report/table.js';
import { inFreshProcess } from '../fresh_process.js';
import { GOALS } from '../goals.js';
import type { Part } from '../part.js';
import type { BatchInput, BatchOutcome } from './costs.js';

const INPUT: BatchInput = { plans: ['free', 'pro', 'enterprise'], prompts: 10, durationMs: 14_000 };

export const batchPart: Part = {
  name: 'batch',
  title: 'Ten images in one task',
  async run(progress) {
    progress.start('Ten prompts in one step, and in ten');
    const outcomes = await inFreshProcess<BatchOutcome[]>(new URL('worker.js', import.meta.url), INPUT);
    progress.done(`Ten prompts on ${INPUT.plans.length} plans`);
    const batches = outcomes.filter(({ way }) => way === 'one step');
    const most = (of: (outcome: BatchOutcome) => number) => Math.max(...batches.map(of));
    return {
      text: report(outcomes),
      figures: [
        { what: 'Ten images: tasks', ratio: most(({ tasks }) => tasks), goal: GOALS.batch },
        { what: 'Ten images: bought, over those that were asked for', ratio: most(({ bought }) => bought / INPUT.prompts), goal: GOALS.batch },
      ],
    };
  },
};

function report(outcomes: readonly BatchOutcome[]): string {
  return table(
    ['Plan', 'Way', 'Tasks', 'Runs of steps', 'Requests', 'Refused', 'Images bought', 'All there after'],
    outcomes.map(({ plan, way, tasks, runs, requests, refused, bought, tookMs }) => [plan, way, String(tasks), String(runs), String(requests), String(refused), String(bought), `${(tookMs / 1000).toFixed(0)} s`]),
  );
}
