import { ConnectionFailure } from '../MySqlError';

/** A connection of an operator to a mysqld process, seen from the operator. */
export class Connection {
  private failure?: ConnectionFailure;
  private finish: (failure: ConnectionFailure) => void = () => undefined;
  /** Resolves when the connection ends. */
  readonly ended: Promise<ConnectionFailure>;

  constructor(readonly operator: string) {
    this.ended = new Promise(resolve => {
      this.finish = resolve;
    });
  }

  get isOpen(): boolean {
    return this.failure === undefined;
  }

  end(failure: ConnectionFailure): void {
    this.failure ??= failure;
    this.finish(failure);
  }
}

/** What a client sees when its server died or killed its connection. */
export const CONNECTION_LOST: ConnectionFailure = {
  kind: 'reset',
  code: 'PROTOCOL_CONNECTION_LOST',
  message: 'Connection lost: the server closed the connection',
};
