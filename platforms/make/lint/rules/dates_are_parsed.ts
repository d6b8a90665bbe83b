import { modulesOf, textsIn, type EmittedApp, type EmittedComponent } from '../emitted_app.js';
import type { Fault } from '../fault.js';

const MAKES_A_DATE = /\bparseDate\(|\bnow\b|\badd(Seconds|Hours)\(/;
const ISO = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** What is called a date is one when it comes, and not the text of one; its example is written as ISO 8601. */
export function* datesAreParsed(app: EmittedApp): Generator<Fault> {
  for (const component of modulesOf(app)) {
    const { id, steps, interface: items, samples } = component;
    const output = (steps.at(-1)?.response?.output ?? {}) as Readonly<Record<string, unknown>>;
    for (const { name } of items.filter(({ type }) => type === 'date')) {
      const given = output[name];
      if (typeof given === 'string' && given !== '{{undefined}}' && !isDate(given, component)) yield { where: id, problem: `gives ${name} as a date, and hands on whatever came` };
      const sample = samples[name];
      if (sample !== undefined && !ISO.test(String(sample))) yield { where: id, problem: `has an example for the date ${name} that is none` };
    }
  }
}

/** A date is made on the spot, or was noted as one. */
function isDate(expression: string, { steps }: EmittedComponent): boolean {
  if (MAKES_A_DATE.test(expression)) return true;
  const noted = /^\{\{temp\.(\w+)\}\}$/.exec(expression)?.[1];
  if (noted === undefined) return false;
  return steps.some(({ temp, response }) => [...textsIn([temp?.[noted], response?.temp?.[noted]])].some(({ text }) => MAKES_A_DATE.test(text)));
}
