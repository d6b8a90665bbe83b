import { choose, firstOf, paths, type Expression } from '../iml/expression.js';

/** The objects in which the service has been seen, or may be expected, to wrap an answer, outermost first. */
export function layers(body: Expression): Expression[] {
  return [body, `${body}.data`, `${body}.execution`, `${body}.result`];
}

/**
 * The object that speaks of an execution: the body itself where it has a status, else what it wraps.
 * The core reads all layers at once; IML can choose one (docs/make-engine.md, "Requests and replies").
 */
export function unwrapped(body: Expression): Expression {
  const [, ...inner] = layers(body);
  return choose(`${body}.status`, body, firstOf([...inner, `${body}.executionRuns[1]`, body]));
}

/** A list, bare or under one of the names that the core knows. */
export function listIn(body: Expression, keys: readonly string[]): Expression {
  return firstOf([...paths([body], keys), ...paths([`${body}.data`], keys), `${body}.data`, body]);
}
