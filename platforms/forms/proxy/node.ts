import { serve, type HttpBindings } from '@hono/node-server';
import { WireflowError } from '../../../core/model/errors.js';
import { formProxy } from './app.js';
import { optionsFrom } from './environment.js';
import { SetupError } from './options.js';

const callerOf = (_: Request, bindings: unknown): string | null => (bindings as HttpBindings).incoming.socket.remoteAddress ?? null;

/** The proxy as a program of its own: `HOST` and `PORT`, and the variables of docs/forms.md. */
function main(): void {
  // An empty host would be every address of the machine.
  const [hostname, port] = [process.env['HOST']?.trim() || '127.0.0.1', process.env['PORT']?.trim() || '8787'];
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new SetupError('PORT needs a whole number up to 65535.');
  const app = formProxy(optionsFrom(process.env, { addressOf: callerOf, onProblem: console.error }));
  const server = serve({ fetch: app.fetch, hostname, port: Number(port) }, ({ address, port: taken }) => {
    console.log(`The form proxy listens on http://${address}:${taken}/`);
  });
  server.once('error', (error: NodeJS.ErrnoException) => {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken; choose another with PORT.` : `The form proxy can not listen on ${hostname}:${port} (${error.code}).`);
    process.exitCode = 2;
  });
  const end = (): void => void server.close();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

try {
  main();
} catch (error) {
  if (!(error instanceof SetupError || error instanceof WireflowError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
