/** What an id may look like: no slash, no dot-dot, nothing that would change the path it is put into. */
export const SAFE_ID = /^[A-Za-z0-9_][A-Za-z0-9_.:~-]{0,199}$/;

/** Whether `value` can be put into a path as an id. The formats of real ids are not documented, so they stay opaque. */
export function isSafeId(value: string): boolean {
  return SAFE_ID.test(value) && !value.includes('..');
}

/**
 * Whether the editor handed over an unfilled mapping such as `{{123__id}}` in place of a value: it means "not chosen
 * yet", in dropdowns and dynamic fields.
 */
export function isUnresolvedMapping(value: unknown): boolean {
  return typeof value === 'string' && /\{\{.*\}\}/.test(value);
}
