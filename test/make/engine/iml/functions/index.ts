import { fault } from '../../fault.js';
import type { Family, ImlFunction } from './arguments.js';
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

export function callFunction(name: string, args: readonly unknown[]): unknown {
  const { call } = functionNamed(name, args.length);
  return (call as (...args: readonly unknown[]) => unknown)(...args);
}
