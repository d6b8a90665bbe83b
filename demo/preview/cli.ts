import { parseArgs } from 'node:util';
import { keptByNpm } from '../../emulators/wireflow/kept_by_npm.js';
import { MOST_PORT, whyNotOnPort } from '../../emulators/wireflow/port.js';
import { startPreview } from './server.js';

const HELP = `See and run every step, in a browser on this machine.

  --port N   default 4020; 0 takes any free port
  --live     steps call Wireflow itself, with the key in WIREFLOW_API_KEY; every run that is started costs credits
  --help
`;

/** `npm run preview` */
async function main(): Promise<void> {
  const kept = keptByNpm('npm run preview', ['port', 'live'], '--port 4021', process.env);
  if (kept !== null) throw new Error(kept);
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4020' }, live: { type: 'boolean', default: false }, help: { type: 'boolean' } } });
  if (values.help) return console.log(HELP);
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > MOST_PORT) throw new Error(`--port takes a whole number up to ${MOST_PORT}`);
  const { link, close } = await startPreview({ port: Number(values.port), live: values.live });
  console.log(`${values.live ? 'LIVE: steps call Wireflow itself; every run that is started costs credits.\n' : ''}Open ${link}\nCtrl-C ends.`);
  const end = (): void => void close();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

main().catch((error: NodeJS.ErrnoException) => {
  console.error(whyNotOnPort(error) ?? `${error.message}\n\n${HELP}`);
  process.exitCode = 1;
});
