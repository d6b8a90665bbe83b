import type { Target } from '../deploy/target.js';
import type { ReviewAccount } from './run_scenarios.js';

const NUMBERS = {
  MAKE_TEAM: 'the number in the address of your team in Make',
  MAKE_CONNECTION: 'the number of a Wireflow connection with an API key',
  MAKE_WEBHOOK_CONNECTION: 'the number of a connection Wireflow webhook',
} as const;
type NumberName = keyof typeof NUMBERS;

/** As an id stands in an address, so that it can lead to no other path. */
const WORKFLOW = /^[\w.:~-]{1,200}$/;

/**
 * @param environment `MAKE_TEAM`, `MAKE_CONNECTION`, `MAKE_WEBHOOK_CONNECTION`: Make's numbers; `WIREFLOW_WORKFLOW`: the
 *   ID of a workflow with a prompt
 * @throws Error that names what is missing or wrong, never its value
 */
export function reviewAccountFrom(environment: Readonly<Record<string, string | undefined>>, { app }: Target): ReviewAccount {
  const numberOf = (name: NumberName): number => {
    const value = Number(environment[name]?.trim() || Number.NaN);
    if (!Number.isSafeInteger(value) || value < 1) throw new Error(`Set ${name}: ${NUMBERS[name]}.`);
    return value;
  };
  const workflow = environment['WIREFLOW_WORKFLOW']?.trim() ?? '';
  const numbers = { team: numberOf('MAKE_TEAM'), connections: { apiKey: numberOf('MAKE_CONNECTION'), webhook: numberOf('MAKE_WEBHOOK_CONNECTION') } };
  if (!WORKFLOW.test(workflow)) throw new Error('Set WIREFLOW_WORKFLOW: the ID of a workflow that takes a prompt and gives one image.');
  return { ...numbers, workflow, app };
}
