import type { Json, Request } from './format/component.js';
import { iml, type Expression } from './iml/expression.js';

/**
 * A step that sends nothing: it keeps values for later steps and stops the module where a field's value can't be used,
 * before anything is spent (Make's documentation of requests without a URL).
 *
 * @param good the expression that must hold
 * @param message the core's sentence for when it does not
 */
export function check(good: Expression, message: string, temp?: Readonly<Record<string, Json>>): Request {
  return {
    response: {
      ...(temp === undefined ? {} : { temp }),
      valid: { condition: iml(good), type: 'DataError', message },
    },
  };
}

/** A step that only keeps values for later steps: values of one step can not be told to see each other. */
export function keep(temp: Readonly<Record<string, Json>>): Request {
  return { response: { temp } };
}
