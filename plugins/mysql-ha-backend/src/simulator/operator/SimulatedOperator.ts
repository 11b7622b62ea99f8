import { LeaseHandle } from '../../kubernetes';
import { OperatorProcess } from '../time';
import { DistantMySql } from './DistantMySql';
import { SimulatedWorker } from './SimulatedWorker';
import { WorkerOptions } from './WorkerOptions';

/** The Lease under which one of the operators acts for the cluster. */
const OPERATOR_LEASE = 'mysql-ha-operator';

/** Pause before a worker that stood back begins anew, in milliseconds. */
const AGAIN_MS = 1_000;

/** One operator's process: it waits for the Lease, and works while it holds it. */
export class SimulatedOperator {
  private lease?: LeaseHandle;
  private worker?: SimulatedWorker;
  private readonly abort = new AbortController();

  private constructor(private readonly options: OperatorOptions) {}

  static start(options: OperatorOptions): SimulatedOperator {
    const operator = new SimulatedOperator(options);
    void operator.lead();
    return operator;
  }

  get process(): OperatorProcess {
    return this.options.process;
  }

  /** Whether it believes that it may act. */
  get leads(): boolean {
    return this.process.isRunning && this.worker !== undefined;
  }

  /** The watches told of something. */
  poke(): void {
    const { kubernetes, process } = this.options;
    if (!process.isRunning || !kubernetes.isReachable()) return;
    this.worker?.poke();
  }

  /** It goes on after it stood still. */
  thaw(): void {
    this.process.thaw();
    this.poke();
  }

  /** The process ends; its connections are closed by its kernel. */
  async kill(): Promise<void> {
    this.process.kill();
    await this.options.mysql.close();
  }

  /** Ends at leisure. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.worker?.stop();
    await this.options.kubernetes.stop();
  }

  private async lead(): Promise<void> {
    const { kubernetes, process } = this.options;
    while (!this.abort.signal.aborted) {
      try {
        const lost = new AbortController();
        this.lease = await kubernetes.acquireLease(OPERATOR_LEASE, {
          onLost: () => lost.abort(),
          signal: this.abort.signal,
        });
        await this.workUntil(lost.signal);
        await this.lease.release().catch(() => undefined);
        this.lease = undefined;
      } catch {
        if (this.abort.signal.aborted) return;
        await process.sleep(AGAIN_MS);
      }
    }
  }

  private async workUntil(lost: AbortSignal): Promise<void> {
    const { process } = this.options;
    lost.addEventListener('abort', () => this.worker?.stop());
    while (!lost.aborted && !this.abort.signal.aborted) {
      try {
        await SimulatedWorker.run(
          { ...this.options, holdsLease: () => this.lease?.isHeld() ?? false },
          worker => {
            this.worker = worker;
            if (lost.aborted) worker.stop();
          },
        );
      } catch (error) {
        this.options.logger.warn(String(error));
      }
      this.worker = undefined;
      if (!lost.aborted) await process.sleep(AGAIN_MS);
    }
  }
}

/** What an operator is given. */
export interface OperatorOptions extends Omit<WorkerOptions, 'holdsLease'> {
  readonly mysql: DistantMySql;
}
