import { isError } from '@backstage/errors';
import { ZodType } from 'zod';
import { Clock } from '../../clock';
import { FetchedTransactions, KeptTransactions } from '../binaryLogs';
import { toFailure, Transport } from '../connection';
import { GtidSet } from '../gtid';
import { ConnectionFailure, MySqlError } from '../MySqlError';
import { InstanceAddress } from '../types';
import { Supervisor, SupervisorState } from './Supervisor';
import { exchange } from './exchange';
import {
  fetchedTransactions,
  heartbeatTransactions,
  keptTransactions,
  refusal,
  supervisorState,
} from './supervisorState';

/** Port of the supervisor's API. */
const PORT = 13309;
const STATE_MS = 1000;
/** The supervisor answers a stop when mysqld is gone: at most its stopTimeoutSeconds of 25 and 5 more. */
const ORDER_MS = 35_000;
/** To read through the binary logs of days, and perhaps write what is wanted of them. */
const LOGS_MS = 10 * 60_000;

/** What Node calls an error when a signal ended a request. */
const ABORTED: ReadonlySet<string> = new Set(['AbortError', 'TimeoutError']);

/** A supervisor, spoken to over HTTP. */
export class HttpSupervisor implements Supervisor {
  constructor(
    private readonly options: {
      readonly address: InstanceAddress;
      readonly token: string;
      readonly transport: Transport;
      readonly clock: Clock;
      readonly port?: number;
    },
  ) {}

  async state(): Promise<SupervisorState> {
    return this.read(
      supervisorState,
      await this.ask('GET', '/v1/state', undefined, STATE_MS),
    );
  }

  async stop(order: { hard?: boolean; reason: string }): Promise<void> {
    await this.ask('POST', '/v1/stop', order, ORDER_MS);
  }

  async start(): Promise<void> {
    await this.ask('POST', '/v1/start', {}, ORDER_MS);
  }

  async restart(order: { hard?: boolean; reason: string }): Promise<void> {
    await this.ask('POST', '/v1/restart', order, ORDER_MS);
  }

  async fence(): Promise<void> {
    await this.ask('POST', '/v1/fence', {}, ORDER_MS);
  }

  async repairCredentials(order: { logged: boolean }): Promise<void> {
    await this.ask('POST', '/v1/credentials', order, ORDER_MS);
  }

  async keepBinlogs(order: {
    readonly gtids?: GtidSet;
    readonly reason: string;
  }): Promise<KeptTransactions> {
    const { gtids, reason } = order;
    return this.read(
      keptTransactions,
      await this.ask(
        'POST',
        '/v1/keep',
        { gtids: gtids?.toString(), reason },
        LOGS_MS,
      ),
    );
  }

  async heartbeatsAmong(gtids: GtidSet): Promise<GtidSet> {
    return this.read(
      heartbeatTransactions,
      await this.ask(
        'POST',
        '/v1/heartbeats',
        { gtids: gtids.toString() },
        LOGS_MS,
      ),
    );
  }

  async fetchLacking(order: {
    readonly from: string;
    readonly host: string;
    readonly holds: GtidSet;
    readonly seconds: number;
  }): Promise<FetchedTransactions> {
    const { from, host, holds, seconds } = order;
    return this.read(
      fetchedTransactions,
      await this.ask(
        'POST',
        '/v1/fetch',
        { from, host: `${host}:${PORT}`, holds: holds.toString(), seconds },
        // The supervisor gives up by itself, and says why.
        (seconds + 2) * 1000,
      ),
    );
  }

  async wipe(instance: string): Promise<void> {
    await this.ask('POST', '/v1/wipe', { confirm: instance }, ORDER_MS);
  }

  private async ask(
    method: 'GET' | 'POST',
    path: string,
    order: object | undefined,
    deadlineMs: number,
  ): Promise<unknown> {
    const { address, token, transport, clock, port = PORT } = this.options;
    const body = order ? JSON.stringify(order) : '';
    try {
      const stream = await transport.open(address, port);
      const { status, text } = await exchange(stream, {
        method,
        path,
        host: address.podIp,
        body,
        token,
        pod: address.pod,
        clock,
        signal: AbortSignal.timeout(deadlineMs),
      });
      return this.parse(status, text);
    } catch (error) {
      throw this.failed(error, deadlineMs);
    }
  }

  /** @throws MySqlError when the answer is none that is known */
  private read<T>(type: ZodType<T>, answer: unknown): T {
    const parsed = type.safeParse(answer);
    if (!parsed.success) {
      throw this.error(
        'MYSQLHA_UNREADABLE',
        `its answer can't be read: ${parsed.error.message}`,
      );
    }
    return parsed.data;
  }

  private parse(status: number, text: string): unknown {
    if (status === 200) {
      return JSON.parse(text);
    }
    throw this.error(
      `HTTP_${status}`,
      refusal.safeParse(text).data ?? `answered ${status}`,
      status === 401 ? 'denied' : 'other',
    );
  }

  private failed(error: unknown, deadlineMs: number): MySqlError {
    if (error instanceof MySqlError) {
      return error;
    }
    if (isError(error) && ABORTED.has(error.name)) {
      return this.error(
        'ETIMEDOUT',
        `no answer within ${deadlineMs} ms`,
        'timeout',
      );
    }
    const { kind, code, message } = toFailure(error, [this.options.token]);
    return this.error(code, message, kind);
  }

  private error(
    code: string,
    message: string,
    kind: ConnectionFailure['kind'] = 'other',
  ): MySqlError {
    return new MySqlError(this.options.address.pod, {
      kind,
      code,
      message: `supervisor: ${message}`,
    });
  }
}
