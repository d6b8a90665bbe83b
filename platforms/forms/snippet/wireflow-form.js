// @ts-check
/**
 * Lets a form on any page start a Wireflow workflow. How to use it, and what it can't protect: docs/forms.md.
 *
 *   <form data-wireflow-form="WEBHOOK URL"> … </form>            straight to the webhook, which everybody can then read
 *   <form data-wireflow-form method="post" action="PROXY"> … </form>     through the proxy; works without this file too
 *
 * Events on the form, both bubbling: `wireflow:queued` and `wireflow:refused`, with what is known in `detail`. A form is
 * emptied once its request is queued, unless a listener calls `preventDefault()`.
 */
(() => {
  'use strict';

  const SLOW_MS = 8_000;
  const GIVE_UP_MS = 45_000;
  /** Longer than any system's double click: its second half must not order a second image. */
  const DOUBLE_CLICK_MS = 1_000;
  const SHORTEST_LOOK_MS = 1_000;
  const LOST_LOOKS = 10;

  /** What a visitor reads; `data-text-NAME` on the form replaces one. */
  const TEXTS = {
    sending: 'Sending…',
    slow: 'Still sending. There is no need to send again.',
    queued: 'Queued: your image is being made and will be sent to you when it is ready.',
    working: 'Queued: your image is being made and will appear here.',
    ready: 'Your image is ready.',
    failed: 'The image could not be made.',
    later: 'Your image is still being made. Please ask the owner of this page for it.',
    unknown: 'No clear answer came back, so your image may be on its way already. To keep it from being ordered twice, this form is closed now; reload the page if you want to send again.',
    offline: 'You are offline. Nothing was sent.',
    files: 'This form cannot send files. Nothing was sent.',
    setup: 'This form has no address to send to. Please tell the owner of this page.',
    refused: 'This was not accepted, and nothing was started. Please check what you filled in.',
    credits: 'No image can be made here at the moment: the credits are used up. Nothing was started. Please tell the owner of this page.',
    closed: 'This form is closed. Nothing was started. Please tell the owner of this page.',
    long: 'This is too long. Nothing was started. Please shorten it.',
    busy: 'Too many images were asked for just now. Nothing was started. Please try again in a few minutes.',
    alt: 'The image that was made',
  };

  /** @type {Record<number, keyof typeof TEXTS>} */
  const REFUSALS = { 401: 'closed', 402: 'credits', 403: 'closed', 404: 'closed', 405: 'closed', 410: 'closed', 413: 'long', 429: 'busy' };

  /** @param {HTMLFormElement} form */
  function connect(form) {
    // A field called "action" hides `form.action`, so attributes are read and DOM methods borrowed.
    const read = (/** @type {string} */ name) => Element.prototype.getAttribute.call(form, name);
    const address = (read('data-wireflow-form') || read('action') || '').trim();
    const status = part(form, 'data-wireflow-status');
    status.setAttribute('role', 'status');
    let isBusy = false;
    let isClosed = false;

    const say = (/** @type {keyof typeof TEXTS} */ name, /** @type {unknown} */ words) => {
      status.textContent = read(`data-text-${name}`) ?? (typeof words === 'string' && words ? words : TEXTS[name]);
      status.setAttribute('data-state', name);
    };
    const lock = (/** @type {boolean} */ isLocked) => {
      isBusy = isLocked;
      // Not `disabled`: a button that loses the focus while it is pressed silences what a screen reader is about to say.
      for (const button of buttonsOf(form)) button.setAttribute('aria-disabled', String(isLocked || isClosed));
      Element.prototype.setAttribute.call(form, 'aria-busy', String(isLocked));
    };
    const tell = (/** @type {string} */ name, /** @type {object} */ detail) =>
      EventTarget.prototype.dispatchEvent.call(form, new CustomEvent(`wireflow:${name}`, { bubbles: true, cancelable: true, detail }));
    const refuse = (/** @type {keyof typeof TEXTS} */ reason, /** @type {Reply} */ reply = { status: 0, body: {} }) => {
      isClosed = reason === 'unknown';
      say(reason, reply.body.message);
      tell('refused', { reason, status: reply.status, started: isClosed ? 'maybe' : 'no' });
    };

    /** @param {SubmitEvent} event */
    async function submit(event) {
      event.preventDefault();
      if (isBusy || isClosed) return;
      const values = valuesOf(form, event.submitter);
      if (!/^https?:/.test(absolute(address))) return refuse('setup');
      if (values === null) return refuse('files');
      if (navigator.onLine === false) return refuse('offline');
      lock(true);
      say('sending', null);
      const slow = setTimeout(() => say('slow', null), SLOW_MS);
      const reply = await post(absolute(address), values, AbortSignal.timeout(GIVE_UP_MS));
      clearTimeout(slow);
      renewCaptcha(form);
      answer(reply);
      // What is over at once would let the second half of a double click through.
      setTimeout(() => lock(false), DOUBLE_CLICK_MS);
    }

    /** @param {Reply | null} reply */
    function answer(reply) {
      if (reply === null) return refuse('unknown');
      const { body } = reply;
      const id = body.executionId;
      if (reply.status >= 200 && reply.status < 300 && typeof id === 'string' && id) {
        const watch = typeof body.watch === 'string' ? absolute(body.watch, address) : '';
        const isWatched = watch !== '' && new URL(watch).origin === new URL(absolute(address)).origin;
        say(isWatched ? 'working' : 'queued', null);
        if (tell('queued', { executionId: id })) HTMLFormElement.prototype.reset.call(form);
        if (isWatched) void show(form, watch, Number(body.againMs), say);
        return;
      }
      // The proxy says itself whether anything can have started; the service's own failures leave it open.
      const mayHaveStarted = body.started === 'maybe' || (body.started !== 'no' && (reply.status < 300 || reply.status >= 500 || reply.status === 408));
      if (body.error === 'trap') emptyTrap(form, String(body.field));
      else if (typeof body.field === 'string') body.message = inLabels(form, body.field, String(body.message));
      refuse(mayHaveStarted ? 'unknown' : (REFUSALS[reply.status] ?? 'refused'), body.started ? reply : { status: reply.status, body: {} });
    }

    EventTarget.prototype.addEventListener.call(form, 'submit', (event) => void submit(/** @type {SubmitEvent} */ (event)));
    // In the page they are disabled, so that nobody without JavaScript presses them in vain.
    for (const button of buttonsOf(form)) if (button.hasAttribute('data-wireflow-send')) button.disabled = false;
    lock(false);
  }

  /** @typedef {{ status: number, body: Record<string, unknown> }} Reply */

  /**
   * Posts once. Nothing is tried again, whatever happens: an answer that is missing does not mean that nothing arrived.
   *
   * @returns {Promise<Reply | null>} null when no whole answer came
   */
  async function post(/** @type {string} */ url, /** @type {object} */ values, /** @type {AbortSignal} */ signal) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(values),
        credentials: 'omit',
        // A redirect would be followed by a second POST; whether the first one was taken, it does not say.
        redirect: 'manual',
        signal,
      });
      if (response.type === 'opaqueredirect') return null;
      const body = await response.json().catch((error) => (error.name === 'SyntaxError' ? {} : Promise.reject(error)));
      return { status: response.status, body: typeof body === 'object' && body !== null ? body : {} };
    } catch {
      return null;
    }
  }

  /**
   * The form's values by name: numbers as numbers, names that occur several times (or end in []) as lists, empty ones left
   * out, so that the workflow's own defaults hold.
   *
   * @returns {Record<string, unknown> | null} null when a file was chosen
   */
  function valuesOf(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement | null} */ submitter) {
    /** @type {Record<string, any>} */
    const values = Object.create(null);
    /** @type {[string, FormDataEntryValue][]} */
    const entries = [...new FormData(form).entries()];
    if (submitter instanceof HTMLButtonElement && submitter.name) entries.push([submitter.name, submitter.value]);
    for (const [name, value] of entries) {
      if (typeof value !== 'string') {
        if (value.name === '' && value.size === 0) continue;
        return null;
      }
      const isTrap = form.querySelector(`[data-wireflow-trap][name="${CSS.escape(name)}"]`) !== null;
      if (value.trim() === '' && !isTrap) continue;
      const field = form.querySelector(`input[name="${CSS.escape(name)}"]`);
      const isNumber = field instanceof HTMLInputElement && /^(number|range)$/.test(field.type);
      const key = name.replace(/\[\]$/, '');
      // A whole number that JavaScript can't hold stays the digits that were typed.
      const isExact = isNumber && (!Number.isInteger(Number(value)) || Number.isSafeInteger(Number(value)));
      const item = isExact ? Number(value) : value;
      if (key !== name) values[key] = [...(values[key] ?? []), item];
      else values[key] = key in values ? [values[key], item].flat() : item;
    }
    return values;
  }

  /** Looks at a run through the proxy until it has ended, and shows its images. */
  async function show(/** @type {HTMLFormElement} */ form, /** @type {string} */ watch, /** @type {number} */ againMs, /** @type {(name: keyof typeof TEXTS, words: unknown) => void} */ say) {
    const result = part(form, 'data-wireflow-result');
    result.replaceChildren();
    let lost = 0;
    for (let waitMs = againMs; lost < LOST_LOOKS; ) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(SHORTEST_LOOK_MS, waitMs || 0)));
      const run = await fetch(watch, { headers: { accept: 'application/json' }, credentials: 'omit' })
        .then((response) => (response.ok ? response.json() : null))
        .catch(() => null);
      if (run === null) lost += 1;
      else if (run.ended) {
        const alt = Element.prototype.getAttribute.call(form, 'data-text-alt') ?? TEXTS.alt;
        for (const image of run.images ?? []) if (/^https?:/.test(image.url)) result.append(picture(image.url, alt));
        return say(run.status === 'completed' ? 'ready' : 'failed', run.message);
      }
      waitMs = Number(run?.againMs) || 10_000;
    }
    say('later', null);
  }

  function picture(/** @type {string} */ url, /** @type {string} */ alt) {
    const link = document.createElement('a');
    const image = document.createElement('img');
    Object.assign(link, { href: url, target: '_blank', rel: 'noopener noreferrer' });
    Object.assign(image, { src: url, alt });
    image.style.maxWidth = '100%';
    link.append(image);
    return link;
  }

  /** The form's element with this attribute, or a new one at its end. */
  function part(/** @type {HTMLFormElement} */ form, /** @type {string} */ attribute) {
    const found = form.querySelector(`[${attribute}]`);
    if (found) return found;
    const made = document.createElement('div');
    made.setAttribute(attribute, '');
    Element.prototype.append.call(form, made);
    return made;
  }

  /** @returns {(HTMLButtonElement | HTMLInputElement)[]} */
  function buttonsOf(/** @type {HTMLFormElement} */ form) {
    return [.../** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll('button:not([type=button],[type=reset]),input[type=submit],input[type=image]'))];
  }

  /** What a browser filled in by itself must not stop the person a second time. */
  function emptyTrap(/** @type {HTMLFormElement} */ form, /** @type {string} */ name) {
    const trap = form.querySelector(`input[name="${CSS.escape(name)}"]`);
    if (trap instanceof HTMLInputElement) trap.value = '';
  }

  /** The proxy knows a field's name; the person knows its label. */
  function inLabels(/** @type {HTMLFormElement} */ form, /** @type {string} */ name, /** @type {string} */ message) {
    const field = /** @type {HTMLInputElement | null} */ (form.querySelector(`[name="${CSS.escape(name)}"]`));
    const label = field?.labels?.[0]?.firstChild?.textContent?.trim();
    return label ? message.replace(`“${name}”`, () => `“${label}”`) : message;
  }

  /** A token of Turnstile is good for one request. */
  function renewCaptcha(/** @type {HTMLFormElement} */ form) {
    try {
      // Without its place it would renew the widget of another form on the page.
      /** @type {any} */ (window).turnstile?.reset(form.querySelector('.cf-turnstile') ?? undefined);
    } catch {
      // Without a widget there is nothing to renew.
    }
  }

  function absolute(/** @type {string} */ address, /** @type {string} */ base = document.baseURI) {
    try {
      return address === '' ? '' : new URL(address, new URL(base, document.baseURI)).href;
    } catch {
      return '';
    }
  }

  const start = () => document.querySelectorAll('form[data-wireflow-form]').forEach((form) => connect(/** @type {HTMLFormElement} */ (form)));
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})();
