/** How a step ended when it did not end well. */
export interface Failure {
  /** The class that decides what happens to the Zap or the scenario. */
  readonly name: string;
  readonly sentence: string;
  /** What the platform does then. */
  readonly effect: string;
  /** When the platform runs the step again by itself, in s. */
  readonly againInS: number | null;
}

export type Outcome<T> = { readonly value: T; readonly failure: null } | { readonly value: null; readonly failure: Failure };

const EFFECTS: Readonly<Record<string, string>> = {
  HaltedError: 'This run stops. The Zap stays on, and nothing is replayed by itself.',
  ExpiredAuthError: 'Runs are held, and the owner is asked to reconnect.',
  ThrottledError: 'The step goes back into the queue and is run again by itself.',
  AppError: 'This run fails. The owner is told, and Zapier may replay it.',
  RefreshAuthError: 'Zapier asks for a new token and runs the step again.',
};

/** Runs a step of the Zap. An error that is none of the platform's is a fault of ours, and says so. */
export async function outcomeOf<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await run(), failure: null };
  } catch (error) {
    return { value: null, failure: failureOf(error as Error) };
  }
}

function failureOf({ name, message }: Error): Failure {
  const { sentence, delayS } = readMessage(message);
  return { name, sentence, effect: EFFECTS[name] ?? 'This class is none that the app means to throw: a fault of ours.', againInS: delayS };
}

/** Some of Zapier's errors carry their sentence and their wait as JSON. */
function readMessage(message: string): { readonly sentence: string; readonly delayS: number | null } {
  try {
    const parsed = JSON.parse(message) as { message?: unknown; delay?: unknown };
    return { sentence: String(parsed.message ?? message), delayS: typeof parsed.delay === 'number' ? parsed.delay : null };
  } catch {
    return { sentence: message, delayS: null };
  }
}
