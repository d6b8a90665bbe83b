import { isObject } from '../json.js';
import type { WireflowError } from '../model/errors.js';
import { endsAsFile, leadsToFile } from './link_to_file.js';
import { spellingsOf } from './secret_spellings.js';

/** Shorter strings would be found in ordinary words, and what is one of those is no secret. */
const SHORTEST_SECRET = 6;
const ORDINARY_WORD = /^[a-z]{1,15}$/;
/** Stands where a secret stood. */
export const HIDDEN = '[hidden]';

const WEBHOOK_IN_PATH = [/(\/workflows?\/)[^/\s"'<>]+(?=\/trigger)/gi, `$1${HIDDEN}`] as const;
/** What secrets look like, for those that nobody told us: other workflows' webhooks in a reply that is quoted. */
const SECRET_SHAPES: readonly (readonly [shape: RegExp, shown: string])[] = [
  [/\b(?:whk_|wf_live_|sk-)[\w-]{4,}/gi, HIDDEN],
  [/("webhookId"\s*:\s*")[^"]+/gi, `$1${HIDDEN}`],
  WEBHOOK_IN_PATH,
];
const IS_SHAPED = /^(?:whk_|wf_live_|sk-)/i;

/** Where the service keeps the webhook ids that the dropdown needs. */
const WEBHOOK_KEYS = /^webhook(_?(id|url))?$/i;
const WORKFLOW_KEYS = /^workflow_?id$/i;
/** Where a reply speaks, in sentences that end up in logs and errors; everywhere else it hands over. */
export const SPEAKING_KEYS = 'error|fault|fail|message|msg|reason|detail|warning|hint';
const SPEAKS = new RegExp(SPEAKING_KEYS, 'i');
const LINK = /^((https?:)?\/\/|data:)\S+$/i;
const LINKS_IN_WORDS = /(https?:\/\/[^\s"'<>()[\]\\|]+)/i;

/**
 * Takes secrets out of everything that comes from outside, once, where replies are read.
 *
 * A webhook's id is a secret: whoever has it starts runs. But where the service itself puts it into the link of a picture, that
 * link is what was paid for, and hiding a part of it makes it lead nowhere. So a link to a file keeps the id in what a reply
 * hands over, which is shown in nothing but the person's own outputs. It is hidden in the same link where a reply speaks (errors,
 * messages), in every error and log of ours, and in every address that starts something. A key is hidden everywhere; a
 * picture whose link held one is told, and not handed on (readers/images_in_reply.ts).
 */
export class Redactor {
  readonly #told: readonly RegExp[];
  readonly #keys: readonly RegExp[];
  readonly #target: readonly RegExp[];
  readonly #workflow: string | null;
  /** A list repeats the same few names in every entry. */
  readonly #names = new Map<string, string>();

  /**
   * @param secrets what must not be repeated, in whatever spelling
   * @param target what a start was sent to: a webhook's id, which is a secret, or a workflow's own id, which a reply may
   *   call by that name
   */
  constructor(secrets: readonly string[], target: string | null = null) {
    const told = secrets.filter((secret) => secret.length >= SHORTEST_SECRET && !ORDINARY_WORD.test(secret));
    this.#keys = told.filter((secret) => secret !== target).flatMap(spellingsOf);
    this.#target = told.filter((secret) => secret === target).flatMap(spellingsOf);
    this.#told = [...this.#keys, ...this.#target];
    this.#workflow = target !== null && !IS_SHAPED.test(target) ? target : null;
  }

  /** Somebody else's words without keys and webhook ids: those that were told, and whatever looks like one. */
  words(words: string): string {
    return SECRET_SHAPES.reduce((rest, [shape, shown]) => rest.replace(shape, shown), this.#withoutTold(words));
  }

  /** A parsed reply without secrets in any of its texts; one that is nothing but a secret becomes null. */
  reply(value: unknown, key = '', speaks = false): unknown {
    if (typeof value === 'string') return this.#value(value, key, speaks);
    if (Array.isArray(value)) return value.map((item) => this.reply(item, key, speaks));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [this.#name(name), this.reply(item, key === 'webhook' ? `webhook_${name}` : name, speaks || SPEAKS.test(name))]));
  }

  #name(name: string): string {
    const known = this.#names.get(name) ?? this.#withoutTold(name);
    this.#names.set(name, known);
    return known;
  }

  #value(value: string, key: string, speaks: boolean): string | null {
    if (value === this.#workflow && WORKFLOW_KEYS.test(key)) return value;
    const told = this.#withoutTold(value);
    if (told === HIDDEN) return null;
    if (WEBHOOK_KEYS.test(key)) return told;
    if (LINK.test(value)) return speaks ? told.replace(...WEBHOOK_IN_PATH) : this.#link(value, told);
    // What stands in words may be a model's reply as JSON, or a text with pictures in it.
    const hidden = this.words(told);
    const shown = speaks || hidden === value ? hidden : value.split(LINKS_IN_WORDS).map((part, index) => (index % 2 === 1 && endsAsFile(part) ? without(part, this.#keys) : this.words(part))).join('');
    return shown === HIDDEN ? null : shown;
  }

  /** What a link is made of may look like a key, and a link that was changed leads nowhere. */
  #link(link: string, told: string): string {
    const shown = told.replace(...WEBHOOK_IN_PATH);
    return shown !== link && (/^data:/i.test(link) || leadsToFile(link, this.#target)) ? without(link, this.#keys) : shown;
  }

  #withoutTold(words: string): string {
    return without(words, this.#told);
  }

  /** The same error without the secrets that the service's own words may repeat. */
  error(error: WireflowError): WireflowError {
    const [problem, nextStep] = [this.words(error.problem), this.words(error.nextStep)];
    const requestId = error.requestId === null ? null : this.words(error.requestId);
    const isClean = problem === error.problem && nextStep === error.nextStep && requestId === error.requestId;
    return isClean ? error : error.with({ problem, nextStep, requestId });
  }
}

function without(words: string, secrets: readonly RegExp[]): string {
  return secrets.reduce((rest, spelling) => rest.replace(spelling, HIDDEN), words);
}
