/** A refusal that reaches the client as an error reply; the profile decides its envelope. */
export class ServiceError extends Error {
  /**
   * @param status the HTTP status
   * @param message what the person reads, in the documentation's words where it has some
   * @param code the machine-readable word of the newer envelope
   * @param extra fields that stand beside `error` in the body
   */
  constructor(
    readonly status: number,
    message: string,
    readonly code: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}
