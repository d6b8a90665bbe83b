import { fault } from '../../fault.js';
import type { Argument, Family, ImlFunction } from './arguments.js';
import { BINARY } from './binary.js';
import { DATES } from './dates.js';
import { GENERAL } from './general.js';
import { LISTS } from './lists.js';
import { NUMBERS } from './numbers.js';
import { TEXTS } from './texts.js';

const FUNCTIONS: Family = { ...GENERAL, ...TEXTS, ...LISTS, ...NUMBERS, ...DATES, ...BINARY };

/** @throws EngineFault when Make has no function of this name and with this number of arguments */
export function functionNamed(name: string, count: number): ImlFunction {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!found) return fault(`${name}()`, 'there is no such function, or the engine does not know it');
  if (count < found.least || count > found.most) return fault(`${name}()`, `${count} arguments stand where it takes ${found.least} to ${found.most}`);
  return found;
}

/** @param args each gives its value when it is asked for: decisions ask for the branch that they take */
export function callFunction(name: string, args: readonly Argument[]): unknown {
  const { call, isDecision } = functionNamed(name, args.length);
  return (call as (...args: readonly unknown[]) => unknown)(...(isDecision ? args : args.map((arg) => arg())));
}
