import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  MySQLOperation,
  mysqlOperationSchema,
  OperationStatus,
  REQUESTED_BY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { isDeepStrictEqual } from 'node:util';
import { AuthorityLostError } from '../act';
import { KubernetesAdapter } from '../kubernetes';

/** How often a write is tried again when only `metadata` changed meanwhile. */
const TRIES = 5;

/**
 * `status` of one MySQLOperation. What was written last is the truth: the watch may be late, and an operation that has
 * ended must not begin again. Each write is a compare-and-swap, so that a stalled operator overwrites nothing.
 */
export class OperationRecord {
  private shown: OperationStatus;
  private stored: OperationStatus;
  private version: string;
  private turn: Promise<void> = Promise.resolve();
  private isScheduled = false;

  constructor(
    private readonly kubernetes: KubernetesAdapter,
    private readonly hasAuthority: () => boolean,
    private readonly operation: MySQLOperation,
  ) {
    this.stored = operation.status;
    this.shown = operation.status;
    this.version = operation.metadata.resourceVersion;
  }

  get status(): OperationStatus {
    return this.shown;
  }

  /** Succeeded or failed: nothing is done any more. */
  get hasEnded(): boolean {
    const { phase } = this.shown;
    return phase === 'Succeeded' || phase === 'Failed';
  }

  /** Something is not stored yet, because a write failed. */
  get isBehind(): boolean {
    return !isDeepStrictEqual(this.shown, this.stored);
  }

  /** Who asked for it, in words. */
  get requestedBy(): string {
    return (
      this.operation.metadata.annotations[REQUESTED_BY_ANNOTATION] ??
      'a client of the Kubernetes API'
    );
  }

  /**
   * Changes the status; resolves when it is stored.
   * @throws ConflictError when somebody else wrote it, which is the truth from then on; NotFoundError when it is gone
   */
  async change(change: OperationStatus): Promise<void> {
    this.shown = { ...this.shown, requestedBy: this.requestedBy, ...change };
    await this.inTurn();
  }

  /** Changes the status soon, together with what changes until then. Never throws: the next change brings it along. */
  changeSoon(change: OperationStatus): void {
    this.shown = { ...this.shown, requestedBy: this.requestedBy, ...change };
    if (this.isScheduled) return;
    this.isScheduled = true;
    void this.inTurn().catch(() => undefined);
  }

  private inTurn(): Promise<void> {
    const written = this.turn.then(() => {
      this.isScheduled = false;
      return this.write();
    });
    this.turn = written.catch(() => undefined);
    return written;
  }

  private async write(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const { shown } = this;
      if (isDeepStrictEqual(shown, this.stored)) return;
      if (!this.hasAuthority()) {
        throw new AuthorityLostError('the Lease is no longer held');
      }
      try {
        const written = await this.kubernetes.mergePatch(
          this.key(),
          { metadata: { resourceVersion: this.version }, status: shown },
          { subresource: 'status' },
        );
        this.version = written.metadata.resourceVersion ?? this.version;
        this.stored = shown;
        return;
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === TRIES) throw error;
        await this.readAgain();
      }
    }
  }

  private async readAgain(): Promise<void> {
    const live = await this.kubernetes.read(this.key());
    const parsed = live && mysqlOperationSchema.parse(live);
    const { name, uid } = this.operation.metadata;
    if (parsed?.metadata.uid !== uid) {
      throw new NotFoundError(`MySQLOperation ${name} was deleted`);
    }
    this.version = parsed.metadata.resourceVersion;
    if (isDeepStrictEqual(parsed.status, this.stored)) return;
    this.stored = parsed.status;
    this.shown = parsed.status;
    throw new ConflictError(
      `somebody else wrote how MySQLOperation ${name} goes`,
    );
  }

  private key() {
    const { name, namespace } = this.operation.metadata;
    return {
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLOperation',
      namespace,
      name,
    };
  }
}
