import type { MakeConnection } from './app.js';
import { fault } from './fault.js';
import { render } from './iml/render.js';
import { inText } from './iml/values.js';
import { readParameters } from './parameters.js';
import { startRun, type World } from './run.js';
import { runStep } from './step.js';

/** A connection that a person has made. */
export interface Connection {
  readonly id: string;
  /** What stands after the app's name in the list of connections. */
  readonly label: string | null;
  /** What modules see as `connection`. */
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Makes a connection: the fields are checked, then the test call is made. It inherits nothing from the base, and its
 * address is a full one (Make's documentation of connections).
 *
 * @throws MakeError when the service refuses, or a field is missing
 */
export async function connect(world: World, id: string, { communication, parameters }: MakeConnection, given: Readonly<Record<string, unknown>>): Promise<Connection> {
  const values = readParameters(parameters, given, world.readings);
  const run = startRun(world, {}, {}, { parameters: values, data: {} });
  const data: Record<string, unknown> = { ...values };
  let label: string | null = null;
  for (const step of communication) {
    if (step.url?.startsWith('/')) fault(id, 'a connection has no base URL');
    const outcome = await runStep(run, step);
    if (!outcome.ran) continue;
    Object.assign(data, render(step.response?.data ?? {}, outcome.scope));
    const value = step.response?.metadata?.value;
    if (value !== undefined) label = inText(render(value, outcome.scope), 'metadata');
  }
  return { id, label, data };
}
