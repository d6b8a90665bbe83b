import type { Emulator, EndpointName } from '../../../emulators/wireflow/index.js';
import { imageLink } from '../image_link.js';
import type { Role } from './promises.js';

/** One way to use a step, with the roles of the requests that it sends then. */
export interface Case {
  /** As `index.ts` names it: `creates.generate_image`. */
  readonly step: string;
  readonly how: string;
  /** Other than the step's `perform`. */
  readonly method?: string;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly roles: Partial<Readonly<Record<EndpointName, Role>>>;
  /** Whether the starting call carries the key. */
  readonly sendsKey?: boolean;
  /** @param executionId a completed run of the account */
  input(emulator: Emulator, executionId: string): Record<string, unknown>;
}

const WORKFLOW = 'text-to-image';
const webhook = (emulator: Emulator) => emulator.workflow(WORKFLOW).webhookId;
const workflow = (emulator: Emulator) => emulator.workflow(WORKFLOW).id;
const OWN_NODES = JSON.stringify([{ id: 'text-input-1', data: { config: { prompt: 'A boat' } } }, { id: 'gen-1', data: { config: {} } }]);
const ENDED_RUNS: Case['roles'] = { listExecutions: 'list', poll: 'extra', listWorkflows: 'extra', getExecution: 'extra' };
/** What a step asks beside its work: which workflow it was, what it cost. Nothing hangs on the answers. */
const BESIDE: Case['roles'] = { listWorkflows: 'extra', triggerInfo: 'extra', getExecution: 'extra' };
const generate = (emulator: Emulator, more = {}) => ({ webhook: webhook(emulator), prompt: 'A {{boat}} on a lake', ...more });
const runSaved = (emulator: Emulator, more = {}) => ({ workflow: workflow(emulator), input_text_2d_input_2d_1: 'A boat', ...more });

/** Valid inputs for every action, search and trigger of the app; a step that is missing here breaks the proof. */
export const CASES: readonly Case[] = [
  { step: 'creates.generate_image', how: 'as it is', roles: { ...BESIDE, trigger: 'start' }, input: (emulator) => generate(emulator) },
  { step: 'creates.generate_image', how: 'with an Only Once ID', roles: { ...BESIDE, listWorkflows: 'whose', trigger: 'start' }, input: (emulator) => generate(emulator, { run_id: 'order 7' }) },
  { step: 'creates.generate_image', how: 'waiting', roles: { ...BESIDE, trigger: 'start', poll: 'extra' }, input: (emulator) => generate(emulator, { wait: 'up_to_25_s' }) },
  { step: 'creates.generate_image', how: 'with a cap', roles: { ...BESIDE, listWorkflows: 'whose', triggerInfo: 'keyless', estimate: 'read', trigger: 'start' }, input: (emulator) => generate(emulator, { max_credits: '1000' }) },
  {
    step: 'creates.generate_image', how: 'tested for free', meta: { isLoadingSample: true },
    roles: { triggerInfo: 'extra', listExecutions: 'extra', poll: 'extra', listWorkflows: 'extra' }, input: (emulator) => generate(emulator, { test_mode: 'sample' }),
  },
  { step: 'creates.generate_image', how: 'its fields', method: 'creates.generate_image.operation.inputFields', roles: { listWorkflows: 'extra', triggerInfo: 'extra', estimate: 'extra' }, input: (emulator) => ({ webhook: webhook(emulator) }) },
  { step: 'creates.generate_images', how: 'one prompt', roles: { ...BESIDE, trigger: 'start' }, input: (emulator) => ({ webhook: webhook(emulator), prompts: ['A {{boat}} on a lake'] }) },
  { step: 'creates.generate_images', how: 'one prompt, with a cap and an Only Once ID, waiting', roles: { ...BESIDE, listWorkflows: 'whose', triggerInfo: 'keyless', estimate: 'read', trigger: 'start', poll: 'extra' }, input: (emulator) => ({ webhook: webhook(emulator), prompts: ['A {{boat}} on a lake'], run_id: 'order 7', max_credits: '1000', wait: 'up_to_25_s' }) },
  { step: 'creates.run_workflow', how: 'as it is', sendsKey: true, roles: { ...BESIDE, describeInputs: 'either', run: 'start' }, input: (emulator) => runSaved(emulator) },
  { step: 'creates.run_workflow', how: 'with an Only Once ID, waiting', sendsKey: true, roles: { ...BESIDE, describeInputs: 'either', run: 'start', poll: 'extra' }, input: (emulator) => runSaved(emulator, { run_id: 'order 7', wait: 'up_to_25_s' }) },
  { step: 'creates.run_workflow', how: 'with own nodes', sendsKey: true, roles: { ...BESIDE, execute: 'start' }, input: (emulator) => ({ workflow: workflow(emulator), nodes: OWN_NODES }) },
  { step: 'creates.run_workflow', how: 'its fields', method: 'creates.run_workflow.operation.inputFields', roles: { describeInputs: 'either', estimate: 'extra' }, input: (emulator) => ({ workflow: workflow(emulator) }) },
  { step: 'searches.find_execution', how: 'as it is', roles: { ...BESIDE, poll: 'either' }, input: (_emulator, executionId) => ({ execution_id: executionId }) },
  { step: 'searches.find_workflow', how: 'as it is', roles: { listWorkflows: 'read' }, input: () => ({ name: 'image' }) },
  { step: 'searches.credit_balance', how: 'as it is', roles: { usage: 'balance' }, input: () => ({}) },
  { step: 'searches.estimate_cost', how: 'as it is', roles: { estimate: 'read' }, input: (emulator) => ({ workflow: workflow(emulator) }) },
  { step: 'triggers.execution_completed', how: 'as it is', roles: ENDED_RUNS, input: () => ({}) },
  { step: 'triggers.execution_completed', how: 'of one workflow', roles: ENDED_RUNS, input: (emulator) => ({ workflow: workflow(emulator) }) },
  { step: 'triggers.execution_completed', how: 'turned on', meta: { isPopulatingDedupe: true }, roles: { listExecutions: 'list' }, input: () => ({}) },
  { step: 'triggers.execution_completed', how: 'tested', meta: { isLoadingSample: true }, roles: ENDED_RUNS, input: () => ({}) },
  { step: 'triggers.new_image', how: 'as it is', roles: ENDED_RUNS, input: () => ({}) },
  { step: 'triggers.execution_failed', how: 'as it is', roles: { listExecutions: 'list', listWorkflows: 'extra', poll: 'extra' }, input: () => ({}) },
  { step: 'triggers.low_credit_balance', how: 'as it is', roles: { usage: 'balance' }, input: () => ({ limit: '100' }) },
  { step: 'triggers.webhooks', how: 'as it is', roles: { listWorkflows: 'read' }, input: () => ({}) },
  { step: 'triggers.workflows', how: 'as it is', roles: { listWorkflows: 'read' }, input: () => ({}) },
  { step: 'authentication', how: 'tested', method: 'authentication.test', roles: { listWorkflows: 'read' }, input: () => ({}) },
  { step: 'hydrators.imageFile', how: 'as it is', method: 'hydrators.imageFile', roles: { poll: 'extra', image: 'file' }, input: (emulator, executionId) => ({ execution_id: executionId, url: imageLink(emulator, executionId) }) },
]; // prettier-ignore

/** The steps of an app that no cell has tried. */
export function stepsWithoutCase(app: { triggers?: object; creates?: object; searches?: object }, tried: readonly { readonly step: string }[]): string[] {
  const groups = { triggers: app.triggers ?? {}, creates: app.creates ?? {}, searches: app.searches ?? {} };
  const steps = Object.entries(groups).flatMap(([group, members]) => Object.keys(members).map((key) => `${group}.${key}`));
  return steps.filter((step) => !tried.some((one) => one.step === step));
}
