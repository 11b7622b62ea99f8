/** Nobody answered in time; looks like the system's own error. */
export class TransportTimeout extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(what: string, ms: number) {
    super(`${what}: no answer within ${ms} ms`);
    this.name = 'TransportTimeout';
  }
}
