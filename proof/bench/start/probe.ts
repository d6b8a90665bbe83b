// In a fresh process: loads a built app as Zapier does and lets it answer `definition`. Its folder is the first argument.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { processInput, processOutput } from '../fresh_process.js';

const wrapper = pathToFileURL(path.join(processInput<string>(), 'zapierwrapper.js')).href;
const { handler } = (await import(wrapper)) as { handler(event: object): Promise<{ results: { platformVersion?: string } }> };
const { results } = await handler({ command: 'definition', calledFromCli: true });
if (!results.platformVersion) throw new Error('The app gave no definition');
const { user, system } = process.cpuUsage();
// The clock of `performance` starts with the process.
processOutput({ wallMs: performance.now(), cpuMs: (user + system) / 1000, peakBytes: process.resourceUsage().maxRSS * 1024 });
