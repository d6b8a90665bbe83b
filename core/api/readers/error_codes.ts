import { isObject, type JsonObject } from '../../json.js';

/** The names of an error, such as `quota_exceeded`, that stand beside its words. */
export function errorCodesIn(body: JsonObject | null): string {
  const layers = [body, body?.['error'], body?.['detail']].filter(isObject);
  return layers.flatMap(({ code, type }) => [code, type]).filter((said) => typeof said === 'string').join(' ');
}
