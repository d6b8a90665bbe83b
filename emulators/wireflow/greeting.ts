import type { Emulator } from './index.js';

/**
 * The whole way, as lines for a shell: start an execution through the webhook, without a key; wait for it with the key; fetch
 * its image. Ids and links are cut out of the replies as they are, whatever their shape.
 */
export function tryIt(emulator: Emulator): string[] {
  const { url, keys } = emulator;
  return [
    `ID=$(curl -s -X POST ${emulator.webhookUrl('text-to-image')} -H 'Content-Type: application/json' -d '{"prompt":"A lighthouse at dusk"}' | grep -o 'exec_[a-z0-9]*' | head -1); echo "$ID"`,
    // The parts of an execution are completed before it is: what is waited for is the image.
    `until IMAGE=$(curl -s ${url}/workflows/executions/$ID/poll -H 'Authorization: Bearer ${keys.full}' | grep -o 'http[^"]*\\.png' | head -1); [ -n "$IMAGE" ]; do sleep 1; done; echo "$IMAGE"`,
    `curl -s -A Mozilla/5.0 -o image.png "$IMAGE" && ls -l image.png`,
  ];
}

/** What `npm run emulator` prints. */
export function greeting(emulator: Emulator): string {
  const keys = Object.entries(emulator.keys).map(([name, key]) => `  ${name.padEnd(13)} ${key}`);
  const workflows = emulator.workflows.map(
    ({ slug, id, webhookEnabled }) => `  ${slug.padEnd(14)} ${id}\n    ${webhookEnabled ? emulator.webhookUrl(slug) : 'webhook off: start it by its id'}`,
  );
  return `Local Wireflow (emulator)

Base URL
  ${emulator.url}

API keys
${keys.join('\n')}

Workflows
${workflows.join('\n')}

Try it: paste this into another terminal
${tryIt(emulator).map((line) => `  ${line}`).join('\n')}

Requests (Ctrl-C ends)`;
}
