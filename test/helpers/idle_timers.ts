// Import it first. node-fetch leaves the time-out of a reply that was too large running; it must not keep Jest waiting.
const { setTimeout } = globalThis;
const LONG_MS = 5_000;

globalThis.setTimeout = Object.assign((callback: () => void, ms = 0, ...given: []) => {
  const timer = setTimeout(callback, ms, ...given);
  return ms < LONG_MS ? timer : timer.unref();
}, setTimeout) as typeof setTimeout;

export {};
