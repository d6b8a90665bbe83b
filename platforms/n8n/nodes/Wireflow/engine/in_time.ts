/**
 * What is being waited for, or a `TimeoutError` when the signal is aborted: n8n's own limit ends a reply that is silent, and
 * none that drips; and of a request with a credential it puts its stop button in the place of our signal.
 */
export async function inTime<T>(waitedFor: Promise<T>, signal: AbortSignal): Promise<T> {
  const isOver = new Promise<never>((_resolve, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  return Promise.race([waitedFor, isOver]);
}
