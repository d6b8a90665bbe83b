import type { EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** What keys and webhook ids look like. Examples use words that no real one has. */
const SECRETS = [/\bsk-[A-Za-z0-9]{8,}/, /\bwf_live_[A-Za-z0-9]{8,}/, /\bwhk_(?!example|xyz789|…)[A-Za-z0-9]{4,}/, /\bBearer [A-Za-z0-9]{8,}/];

export function* noSecretsInside({ files }: EmittedApp): Generator<Fault> {
  for (const [where, text] of files) {
    for (const pattern of SECRETS) if (pattern.test(text)) yield { where, problem: 'holds something that looks like a key' };
  }
}
