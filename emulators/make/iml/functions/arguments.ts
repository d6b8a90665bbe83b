import { fault } from '../../fault.js';
import type { Readings } from '../../readings.js';
import { isCollection, isText, nameOf, type Collection } from '../values.js';

/** A function of IML. Its arguments have been counted. */
export interface ImlFunction {
  readonly least: number;
  readonly most: number;
  readonly call: (...args: never[]) => unknown;
  /** Takes its arguments unread (`Argument`), and reads only those that it needs. */
  readonly isDecision?: true;
}

export type Argument = () => unknown;

export type Family = Readonly<Record<string, ImlFunction>>;

/** Functions of which some depend on how Make is read. */
export type FamilyUnder = (readings: Readings) => Family;

/**
 * The argument as a text. A missing one is a fault: what `upper(undefined)` and its like give is documented nowhere, so
 * the app has to decide it with `ifempty`.
 */
export function text(value: unknown, name: string): string {
  if (isText(value)) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return fault(name, `${nameOf(value)} stands where a text is needed`);
}

export function list(value: unknown, name: string): readonly unknown[] {
  return Array.isArray(value) ? value : fault(name, `${nameOf(value)} stands where a list is needed`);
}

export function collection(value: unknown, name: string): Collection {
  return isCollection(value) ? value : fault(name, `${nameOf(value)} stands where a collection is needed`);
}

export function number(value: unknown, name: string): number {
  return typeof value === 'number' ? value : fault(name, `${nameOf(value)} stands where a number is needed`);
}

export function date(value: unknown, name: string): Date {
  return value instanceof Date ? value : fault(name, `${nameOf(value)} stands where a date is needed`);
}
