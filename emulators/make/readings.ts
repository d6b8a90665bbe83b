/**
 * Every point at which Make's documentation is silent or contradicts itself, and the answers that are plausible. The
 * first answer of each is the default: what documents say, or else the one that forgives an app the least
 * (docs/make-engine.md, "Readings").
 */
export const READINGS = {
  /** What `=` and its like do: the documentation calls every equality strict. */
  equality: ['strict', 'loose'],
  /** What the word `emptystring` stands for: a text, one text object for all, or a new object at each use. */
  emptystring: ['text', 'object', 'new object'],
  /** Whether `&&` and `||` give true or false, or one of their operands. */
  logic: ['truth', 'operand'],
  /** How `switch` compares: by value, or the texts of both. */
  switch: ['value', 'text'],
  /** Whether `split` gives every part as it is, or trims them and leaves empty ones out. */
  split: ['every part', 'filled parts'],
  /** Whether `map` leaves out items that lack the key, or gives a gap for them. */
  map: ['without gaps', 'with gaps'],
  /** How a new value in `temp` meets the old one of its name: in its place, key by key, or merged all the way down. */
  temp: ['replaced', 'merged flat', 'merged deeply'],
  /** Whether a step's own `error` adds to the base's or stands in its place. */
  baseErrors: ['replaced', 'merged'],
  /** What an error without a type is: always a RuntimeError, or what its status suggests. */
  untypedErrors: ['RuntimeError', 'by status'],
  /** Whether `repeat.limit` counts the first call. */
  repeatLimit: ['calls', 'repeats'],
  /** Whether `condition` and `temp` of a step are evaluated once, or before each call of its `repeat`. */
  repeatedStep: ['once', 'each time'],
  /** Whether `repeat.condition` sees the reply; one page says no, an example of another uses it. */
  repeatSees: ['reply and temp', 'temp'],
  /** How often a page's `pagination.condition` is asked: once, or also with the number of the page before. */
  pagingCondition: ['once', 'twice'],
  /** What `data.lastDate` is in the panel “Choose where to start”: 1970, or not there. */
  panel: ['with trigger data', 'without trigger data'],
  /** What a module sees of a field that is empty. */
  emptyFields: ['absent', 'null', 'empty'],
  /** Whether a value of another type is converted to the field's, as Make's help says, or refused. */
  coercion: ['converted', 'refused'],
  /** What the limit 0 means. */
  limitZero: ['nothing', 'error', 'no limit'],
  /** Whether the path of an address is escaped once more, as `encodeUrl` is documented. */
  addresses: ['escaped', 'as written'],
  /** What an answer is that points elsewhere and is not followed: a reply, or an error. */
  redirects: ['a reply', 'an error'],
  /** The zone of a date that names none. */
  dateZone: ['UTC', 'of the scenario'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;

/** One answer to each question. */
export type Readings = { readonly [Question in keyof typeof READINGS]: (typeof READINGS)[Question][number] };

/** What documents say, and where they say nothing, the strictest answer. */
export const DEFAULT_READINGS = Object.fromEntries(Object.entries(READINGS).map(([question, [first]]) => [question, first])) as Readings;

/** The key under which expressions find the readings among their variables, where no app can name it. */
export const READING = Symbol('readings');

export function readingsIn(scope: { readonly [READING]?: Readings }): Readings {
  return scope[READING] ?? DEFAULT_READINGS;
}
