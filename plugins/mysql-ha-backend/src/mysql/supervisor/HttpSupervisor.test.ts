import { systemClock } from '../../clock';
import { DirectTransport } from '../connection';
import { GtidSet } from '../gtid';
import { MySqlError } from '../MySqlError';
import { HttpSupervisor } from './HttpSupervisor';
import { SignedServer } from './__testUtils__/SignedServer';

const TOKEN = 'a-token';
const UUID = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
const STATE = {
  bootId: 'b1',
  instance: 'orders-0',
  phase: 'Running',
  message: '',
  mysqldPid: 7,
  startedAt: null,
  starts: 2,
  lastExit: { code: 0, signal: '', at: '2026-01-01T00:00:00Z' },
  selfFenced: false,
  isolatedSince: null,
  disk: { totalBytes: 10, freeBytes: 5 },
  initialisedAt: null,
  dataDirCreated: false,
  errors: [],
};

describe('HttpSupervisor', () => {
  let server: SignedServer;
  let answer: { status: number; body: string } | undefined;

  beforeEach(async () => {
    answer = { status: 200, body: JSON.stringify(STATE) };
    server = await SignedServer.start(
      { token: TOKEN, pod: 'orders-0' },
      () => answer,
    );
  });

  afterEach(() => server.stop());

  function supervisor(): HttpSupervisor {
    const { port } = server;
    return new HttpSupervisor({
      address: {
        namespace: 'shop',
        pod: 'orders-0',
        podIp: '127.0.0.1',
        port: 1,
      },
      token: TOKEN,
      transport: new DirectTransport(1000),
      clock: systemClock,
      port,
    });
  }

  async function failure(call: Promise<unknown>) {
    const error: unknown = await call.catch(thrown => thrown);
    if (!(error instanceof MySqlError)) {
      throw new Error(`expected a MySqlError, got ${error}`);
    }
    return error.failure;
  }

  it('signs and reads the state', async () => {
    const state = await supervisor().state();
    expect(state).toMatchObject({ phase: 'Running', mysqldPid: 7, starts: 2 });
    expect(server.requests).toEqual(['GET /v1/state  signed']);
  });

  it('signs each order with its body', async () => {
    await supervisor().stop({ hard: true, reason: 'test' });
    await supervisor().wipe('orders-0');
    expect(server.requests).toEqual([
      'POST /v1/stop {"hard":true,"reason":"test"} signed',
      'POST /v1/wipe {"confirm":"orders-0"} signed',
    ]);
  });

  it('says what the supervisor refuses', async () => {
    answer = { status: 400, body: '{"error":"confirm must be its name"}' };
    expect(await failure(supervisor().wipe('other'))).toMatchObject({
      kind: 'other',
      code: 'HTTP_400',
      message: 'supervisor: confirm must be its name',
    });
  });

  it('calls a wrong token denied', async () => {
    answer = { status: 401, body: '{"error":"the signature doesn’t match"}' };
    expect(await failure(supervisor().state())).toMatchObject({
      kind: 'denied',
    });
  });

  it('gives up on a supervisor that says nothing', async () => {
    answer = undefined;
    expect(await failure(supervisor().state())).toMatchObject({
      kind: 'timeout',
    });
  });

  it('has transactions put aside, and learns where', async () => {
    const path = '/var/lib/mysql/kept/20260101T000000.000Z/transactions.binlog';
    answer = {
      status: 200,
      body: JSON.stringify({ path, gtids: `${UUID}:3` }),
    };
    const kept = await supervisor().keepBinlogs({
      gtids: GtidSet.parse(`${UUID}:3-4`),
      reason: 'errant',
    });
    expect(kept).toEqual({
      path,
      gtids: GtidSet.parse(`${UUID}:3`),
      heartbeats: GtidSet.EMPTY,
    });
    expect(server.requests).toEqual([
      `POST /v1/keep {"gtids":"${UUID}:3-4","reason":"errant"} signed`,
    ]);
  });

  it('asks which transactions are heartbeats alone', async () => {
    answer = { status: 200, body: JSON.stringify({ gtids: `${UUID}:4` }) };
    const beats = await supervisor().heartbeatsAmong(
      GtidSet.parse(`${UUID}:3-4`),
    );
    expect(beats).toEqual(GtidSet.parse(`${UUID}:4`));
    expect(server.requests).toEqual([
      `POST /v1/heartbeats {"gtids":"${UUID}:3-4"} signed`,
    ]);
  });

  it('understands an older one, which puts aside all binary logs', async () => {
    answer = {
      status: 200,
      body: '{"folder":"/var/lib/mysql/kept/1","files":2}',
    };
    const kept = await supervisor().keepBinlogs({ reason: 'errant' });
    expect(kept.path).toBe('/var/lib/mysql/kept/1');
    expect(kept.gtids.isEmpty()).toBe(true);
  });

  it('has it fetch what a peer holds more', async () => {
    const log = 'relay-bin-mysqlha_fetched.000001';
    answer = { status: 200, body: JSON.stringify({ log, gtids: `${UUID}:5` }) };
    const fetched = await supervisor().fetchLacking({
      from: 'orders-1',
      host: 'orders-1.orders-instances',
      holds: GtidSet.parse(`${UUID}:1-4`),
      seconds: 30,
    });
    expect(fetched).toEqual({ log, gtids: GtidSet.parse(`${UUID}:5`) });
    expect(server.requests).toEqual([
      `POST /v1/fetch {"from":"orders-1","host":"orders-1.orders-instances:13309","holds":"${UUID}:1-4","seconds":30} signed`,
    ]);
  });

  it('refuses an answer that is none', async () => {
    answer = { status: 200, body: '{"phase":"Dancing"}' };
    expect(await failure(supervisor().state())).toMatchObject({
      code: 'MYSQLHA_UNREADABLE',
    });
  });
});
