import { fault } from '../../fault.js';
import { DEFAULT_READINGS, type Readings } from '../../readings.js';
import type { Argument, Family, ImlFunction } from './arguments.js';
import { BINARY } from './binary.js';
import { datesUnder } from './dates.js';
import { generalUnder } from './general.js';
import { listsUnder } from './lists.js';
import { NUMBERS } from './numbers.js';
import { textsUnder } from './texts.js';

const families = new WeakMap<Readings, Family>();

function functionsUnder(readings: Readings): Family {
  const known = families.get(readings);
  if (known) return known;
  const family = { ...generalUnder(readings), ...textsUnder(readings), ...listsUnder(readings), ...NUMBERS, ...datesUnder(readings), ...BINARY };
  families.set(readings, family);
  return family;
}

/** @throws EngineFault when Make has no function of this name and with this number of arguments */
export function functionNamed(name: string, count: number, readings: Readings = DEFAULT_READINGS): ImlFunction {
  const functions = functionsUnder(readings);
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found) return fault(`${name}()`, 'there is no such function, or the engine does not know it');
  if (count < found.least || count > found.most) return fault(`${name}()`, `${count} arguments stand where it takes ${found.least} to ${found.most}`);
  return found;
}

/** @param args each gives its value when it is asked for: decisions ask for the branch that they take */
export function callFunction(name: string, args: readonly Argument[], readings: Readings): unknown {
  const { call, isDecision } = functionNamed(name, args.length, readings);
  return (call as (...args: readonly unknown[]) => unknown)(...(isDecision ? args : args.map((arg) => arg())));
}
