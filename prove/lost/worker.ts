import { parentPort, workerData } from 'node:worker_threads';
import { scenarios } from './scenarios.js';
import { simulate, type Scenario } from './simulate.js';
import { judge } from './verdict.js';

export interface Job {
  readonly index: number;
  readonly seed: number;
  readonly executions: number;
}

const { index, seed, executions } = workerData as Job;
const scenario = scenarios(executions, seed)[index] as Scenario;
const simulated = await simulate(scenario);
parentPort?.postMessage({ ...judge(simulated), name: scenario.name, forgotten: simulated.forgotten });
