import { isObject, text, type JsonObject } from '../json.js';
import type { HttpResponse } from './transport.js';

/** Headers with which hosting edges, firewalls and proxies sign what they answer in the service's place. */
const SIGNATURES = [
  'x-vercel-error', 'x-vercel-mitigated', 'x-vercel-challenge-token', 'cf-mitigated', 'proxy-authenticate', 'x-squid-error',
  'x-amzn-errortype', 'x-amzn-requestid', 'x-amz-apigw-id', 'x-amz-request-id', 'x-ms-request-id', 'x-guploader-uploadid', 'x-sucuri-block', 'x-iinfo',
]; // prettier-ignore

/** How edges name their errors (`DEPLOYMENT_NOT_FOUND`); the service's own codes are in small letters. */
const EDGE_CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/**
 * Whether a refusal is the service's own word. What somebody on the way says, such as the hosting edge, a firewall's page
 * or a proxy, tells nothing about a key, a scope, a webhook or credits.
 *
 * The service answers with JSON that has an `error`, and signs every reply with `X-Request-Id` (docs/service.md, "Errors").
 */
export function isOwnWord(response: HttpResponse): boolean {
  if (SIGNATURES.some((name) => response.header(name) !== null) || /error from cloudfront/i.test(response.header('x-cache') ?? '')) return false;
  if (response.text.trim() === '') return response.header('x-request-id') !== null;
  const body = parse(response.text);
  return isObject(body) && !isOfAnEdge(body);
}

function isOfAnEdge(body: JsonObject): boolean {
  const { error } = body;
  const isCoded = isObject(error) && text(error['type']) === null && EDGE_CODE.test(text(error['code']) ?? '');
  // Cloudflare lists its errors by number.
  const isListed = Array.isArray(body['errors']) && body['errors'].some((each) => isObject(each) && typeof each['code'] === 'number');
  return isCoded || isListed || body['cloudflare_error'] === true;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Whoever answers so has heard that the client went away: the request was under way by then. */
export const CLIENT_GONE: ReadonlySet<number> = new Set([408, 460, 499]);
