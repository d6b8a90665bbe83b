import type { Hono } from 'hono';
import { formProxy } from './app.js';
import { optionsFrom, type Environment } from './environment.js';

let app: Hono | undefined;

/**
 * The proxy for hosts that call `fetch` with a request and their variables (Cloudflare Workers and others). Such hosts know
 * their callers by a header of theirs, which `FORM_ADDRESS_HEADER` names; without it all callers share one limit.
 */
export default {
  fetch(request: Request, environment?: Environment): Response | Promise<Response> {
    const variables = environment ?? (globalThis as { process?: { env: Environment } }).process?.env ?? {};
    app ??= formProxy(optionsFrom(variables, { addressOf: () => null, onProblem: console.error }));
    return app.fetch(request, variables);
  },
};
