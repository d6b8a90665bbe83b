import type { INodeExecutionData } from 'n8n-workflow';
import type { PlannedStart } from '../engine/planned_start.js';
import { openProviders, type ProviderStep } from '../engine/provider_step.js';
import { openWireflow, type Step, type Workplace } from '../engine/step.js';
import { getCredits } from './credits.js';
import { getExecution, getManyExecutions, waitForExecution } from './executions.js';
import { planImage } from './generate_image.js';
import { getProviderImage } from './get_provider_image.js';
import { planProviderImage } from './provider_image.js';
import { planRun } from './run_workflow.js';
import { assertSwitches } from './switches.js';
import { estimateWorkflow, getManyWorkflows } from './workflows.js';

/** What an operation does for each item, once it has what it works with. @throws WireflowError */
type Opening<T> = (place: Workplace) => Promise<(item: number) => Promise<T>>;

const withWireflow =
  <T>(work: (step: Step, item: number) => Promise<T>): Opening<T> =>
  async (place) => {
    const step = { ...place, ...(await openWireflow(place.host, place.clock.now)) };
    return async (item) => {
      assertSwitches(place.host, item);
      return work(step, item);
    };
  };

const withProviders =
  <T>(work: (step: ProviderStep, item: number) => Promise<T>): Opening<T> =>
  async (place) => {
    const step = { ...place, ...(await openProviders(place)) };
    return async (item) => {
      assertSwitches(place.host, item);
      return work(step, item);
    };
  };

/** What is only read: an item is done once it has been asked for. */
export const READINGS: Readonly<Record<string, Opening<INodeExecutionData[]>>> = {
  'workflow.getAll': withWireflow(getManyWorkflows),
  'workflow.estimate': withWireflow(estimateWorkflow),
  'execution.get': withWireflow(getExecution),
  'execution.wait': withWireflow(waitForExecution),
  'execution.getAll': withWireflow(getManyExecutions),
  'image.getFromProvider': withProviders(getProviderImage),
  'account.getCredits': withWireflow(getCredits),
};

/** What costs money. */
export const STARTINGS: Readonly<Record<string, Opening<PlannedStart>>> = {
  'image.generate': withWireflow(planImage),
  'image.generateWithProvider': withProviders(planProviderImage),
  'workflow.run': withWireflow(planRun),
};
