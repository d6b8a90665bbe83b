// Drives the emulators with the clients that people use, outside of Jest: most of them are ES modules only. Prints one
// JSON object: what each client made of it, or what it threw.
import { createBlackForestLabs } from '@ai-sdk/black-forest-labs';
import { createDeepInfra } from '@ai-sdk/deepinfra';
import { createReplicate } from '@ai-sdk/replicate';
import { generateImage } from 'ai';
import OpenAI from 'openai';
import Replicate from 'replicate';

const { bfl, quickBfl, deepinfra, replicate } = JSON.parse(process.argv[2]);
const OWNER = 'black-forest-labs';

const outcome = async (run) => {
  try {
    return { gave: await run() };
  } catch (error) {
    return { threw: String(error?.message ?? error) };
  }
};
const bytesOf = ({ image }) => Buffer.from(image.uint8Array).subarray(0, 4).toString('hex');

const aiBfl = createBlackForestLabs({ baseURL: bfl.url, apiKey: bfl.key });
const aiQuickBfl = createBlackForestLabs({ baseURL: quickBfl.url, apiKey: quickBfl.key });
const aiDeepInfra = createDeepInfra({ baseURL: deepinfra.url, apiKey: deepinfra.key });
const aiReplicate = createReplicate({ baseURL: replicate.url, apiToken: replicate.key });
const openai = new OpenAI({ apiKey: deepinfra.key, baseURL: `${deepinfra.url}/openai`, maxRetries: 0 });
const official = new Replicate({ auth: replicate.key, baseUrl: replicate.url, useFileOutput: false });

const ai = (model, more = {}) => generateImage({ model, prompt: 'A paper boat', maxRetries: 0, ...more });
const CASES = {
  'ai bfl': () => ai(aiQuickBfl.image('flux-2-pro'), { providerOptions: { blackForestLabs: { width: 256, height: 256, pollIntervalMillis: 20 } } }).then(bytesOf),
  'ai bfl, generating': () => ai(aiBfl.image('flux-2-pro'), { providerOptions: { blackForestLabs: { width: 256, height: 256, pollIntervalMillis: 20 } } }).then(bytesOf),
  'ai bfl, moderated': () => ai(aiBfl.image('flux-2-pro'), { prompt: 'forbidden-prompt', providerOptions: { blackForestLabs: { pollIntervalMillis: 20, pollTimeoutMillis: 300 } } }).then(bytesOf),
  'ai deepinfra': () => ai(aiDeepInfra.image(`${OWNER}/FLUX-1-schnell`), { providerOptions: { deepinfra: { width: 256, height: 256 } } }).then(bytesOf),
  'ai deepinfra, partner': () => ai(aiDeepInfra.image(`${OWNER}/FLUX-2-pro`)).then(bytesOf),
  'ai replicate': () => ai(aiReplicate.image(`${OWNER}/flux-schnell`), { providerOptions: { replicate: { megapixels: '0.25' } } }).then(bytesOf),
  'openai': () => openai.images.generate({ model: `${OWNER}/FLUX-1-schnell`, prompt: 'A paper boat', size: '256x256' }).then(({ data }) => Buffer.from(data[0].b64_json, 'base64').subarray(0, 4).toString('hex')),
  'openai, wrong key': () => new OpenAI({ apiKey: 'fake-wrong', baseURL: `${deepinfra.url}/openai`, maxRetries: 0 }).images.generate({ model: `${OWNER}/FLUX-1-schnell`, prompt: 'x' }),
  'replicate, waiting': () => official.run(`${OWNER}/flux-schnell`, { input: { prompt: 'A paper boat', megapixels: '0.25' } }),
  'replicate, polling': () => official.run(`${OWNER}/flux-2-pro`, { input: { prompt: 'A paper boat' }, wait: { mode: 'poll', interval: 20 } }),
  'replicate, moderated': () => official.run(`${OWNER}/flux-2-pro`, { input: { prompt: 'forbidden-prompt' } }),
  'replicate, wrong input': () => official.run(`${OWNER}/flux-schnell`, { input: { prompt: 'x', megapixels: '9' } }),
};

const results = await Promise.all(Object.entries(CASES).map(async ([name, run]) => [name, await outcome(run)]));
process.stdout.write(JSON.stringify(Object.fromEntries(results)));
