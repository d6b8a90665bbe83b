import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/**
 * Lets nobody in but the browser that was started with the link: another site that leads a browser here has the wrong
 * host (DNS rebinding), the wrong origin (a form or a script of its own) or no token.
 *
 * @param token what the opening link holds
 */
export function guard(token: string): MiddlewareHandler {
  return async (context, next) => {
    const { host = '' } = context.req.header();
    const url = new URL(context.req.url);
    const cookie = `preview_${url.port}`;
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return context.text('This page is for this machine alone.', 403);
    const isRead = context.req.method === 'GET' || context.req.method === 'HEAD';
    if (!isRead && context.req.header('origin') !== `http://${host}`) return context.text('This request comes from another page.', 403);
    const given = context.req.query('token');
    if (given !== undefined && isRead && isSame(given, token)) {
      setCookie(context, cookie, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.redirect(url.pathname, 302);
    }
    if (!isSame(getCookie(context, cookie) ?? '', token)) return context.text('Open the preview with the link that “npm run preview” has printed.', 403);
    await next();
  };
}

const isSame = (given: string, token: string): boolean => given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token));
