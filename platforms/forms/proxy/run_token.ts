import { isSafeId } from '../../../core/model/safe_id.js';

export interface StartedRun {
  readonly executionId: string;
  /** ms since 1970. */
  readonly startedAtMs: number;
}

/**
 * Names for runs that this proxy has started: nobody can ask it about others. They hold their run themselves, so that any
 * machine with the same set-up can read them.
 */
export class RunTokens {
  readonly #key: ReturnType<typeof crypto.subtle.importKey>;

  /** @param secret what only the proxies of this form know */
  constructor(secret: string) {
    this.#key = crypto.subtle.importKey('raw', bytesOf(`run tokens of a form\n${secret}`), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  }

  async of({ executionId, startedAtMs }: StartedRun): Promise<string> {
    const content = bytesOf(JSON.stringify([executionId, startedAtMs]));
    return `${toText(content)}.${toText(new Uint8Array(await crypto.subtle.sign('HMAC', await this.#key, content)))}`;
  }

  /** @returns null for a token that is not ours */
  async read(token: string): Promise<StartedRun | null> {
    const [content, signature] = token.split('.').map(fromText);
    if (!content || !signature || !(await crypto.subtle.verify('HMAC', await this.#key, signature, content))) return null;
    const [executionId, startedAtMs] = JSON.parse(new TextDecoder().decode(content)) as [string, number];
    return isSafeId(executionId) ? { executionId, startedAtMs } : null;
  }
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromText(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]{1,600}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
