import { DEFAULT_READINGS, READINGS, type Readings } from '../../../emulators/make/index.js';

/** One way to read Make, and its name. */
export interface NamedReadings {
  readonly name: string;
  readonly readings: Partial<Readings>;
}

type Question = keyof Readings;

/** Every answer but the default ones, one at a time. */
export const SINGLE_READINGS: readonly NamedReadings[] = (Object.keys(READINGS) as Question[]).flatMap((question) =>
  READINGS[question].filter((answer) => answer !== DEFAULT_READINGS[question]).map((answer) => ({ name: `${question}: ${answer}`, readings: { [question]: answer } })),
);

/** What people who have watched Make's engine say of it where no document speaks. */
const OBSERVED: Partial<Readings> = {
  equality: 'loose',
  emptystring: 'object',
  logic: 'operand',
  switch: 'text',
  split: 'filled parts',
  temp: 'merged deeply',
  repeatedStep: 'each time',
  repeatSees: 'temp',
  pagingCondition: 'twice',
  panel: 'without trigger data',
  limitZero: 'error',
  untypedErrors: 'by status',
};

export const COMBINED_READINGS: readonly NamedReadings[] = [
  { name: 'as observed', readings: OBSERVED },
  { name: 'as observed, with a new emptystring at each use', readings: { ...OBSERVED, emptystring: 'new object' } },
];

export const ALL_READINGS: readonly NamedReadings[] = [{ name: 'as documented', readings: {} }, ...SINGLE_READINGS, ...COMBINED_READINGS];
