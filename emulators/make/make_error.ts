/** The types that an app may give to an error (Make's documentation of the `error` directive). */
export const APP_ERROR_TYPES = [
  'RuntimeError',
  'DataError',
  'RateLimitError',
  'OutOfSpaceError',
  'ConnectionError',
  'InvalidConfigurationError',
  'InvalidAccessTokenError',
  'IncompleteDataError',
  'DuplicateDataError',
] as const;
export type AppErrorType = (typeof APP_ERROR_TYPES)[number];

/** Those that Make itself raises: for fields that fail its checks, and for modules that take too long. */
export type EngineErrorType = 'BundleValidationError' | 'ModuleTimeoutError';

/** How a module run ends when it does not end well: what the scenario's owner sees. */
export class MakeError extends Error {
  override readonly name = 'MakeError';

  constructor(
    readonly type: AppErrorType | EngineErrorType,
    message: string,
    readonly statusCode: number | null = null,
  ) {
    super(message);
  }

  /** Whether Make runs the whole module again by itself, so that whatever it started may be started twice. */
  get isRetriedByMake(): boolean {
    return this.type === 'RateLimitError' || this.type === 'ConnectionError' || this.type === 'ModuleTimeoutError';
  }
}
