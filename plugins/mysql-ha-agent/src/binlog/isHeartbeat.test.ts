import { zstdCompressSync } from 'node:zlib';
import { eventType } from './events';
import { isHeartbeat } from './isHeartbeat';

function event(type: number, content: Buffer, checksum = 4): Buffer {
  const header = Buffer.alloc(19);
  header.writeUInt8(type, 4);
  header.writeUInt32LE(19 + content.length + checksum, 9);
  return Buffer.concat([header, content, Buffer.alloc(checksum)]);
}

const name = (text: string) =>
  Buffer.concat([Buffer.from([text.length]), Buffer.from(`${text}\0`)]);

const tableMap = (schema: string, table: string, checksum?: number) =>
  event(
    eventType.tableMap,
    Buffer.concat([Buffer.alloc(8), name(schema), name(table)]),
    checksum,
  );

const begin = event(eventType.gtid, Buffer.alloc(60));

function compressed(events: Buffer): Buffer {
  const payload = zstdCompressSync(events);
  const sized = (size: number) => {
    const bytes = Buffer.alloc(3, 252);
    bytes.writeUInt16LE(size, 1);
    return bytes;
  };
  const field = (type: number, value: Buffer) =>
    Buffer.concat([Buffer.from([type, value.length]), value]);
  return event(
    eventType.transactionPayload,
    Buffer.concat([
      field(2, Buffer.from([0])),
      field(3, sized(events.length)),
      field(1, sized(payload.length)),
      Buffer.from([0]),
      payload,
    ]),
  );
}

describe('a heartbeat', () => {
  it.each([
    ['changes the heartbeat’s table', tableMap('mysqlha', 'heartbeat'), true],
    ['is none when it changes another', tableMap('shop', 'heartbeat'), false],
    [
      'is none when it changes another too',
      Buffer.concat([
        tableMap('mysqlha', 'heartbeat'),
        tableMap('mysqlha', 'term'),
      ]),
      false,
    ],
    ['is none when it changes no table', event(2, Buffer.alloc(20)), false],
    [
      'may be compressed',
      compressed(tableMap('mysqlha', 'heartbeat', 0)),
      true,
    ],
    [
      'is none when what is compressed changes another table',
      compressed(tableMap('shop', 'orders', 0)),
      false,
    ],
    [
      'is none when what is compressed is large',
      compressed(
        Buffer.concat([
          tableMap('mysqlha', 'heartbeat', 0),
          event(30, Buffer.alloc(60_000), 0),
        ]),
      ),
      false,
    ],
  ])('%s', (_, events, heartbeat) => {
    expect(isHeartbeat(Buffer.concat([begin, events]))).toBe(heartbeat);
  });

  it('is small', () => {
    const large = event(30, Buffer.alloc(5_000));
    expect(
      isHeartbeat(
        Buffer.concat([begin, tableMap('mysqlha', 'heartbeat'), large]),
      ),
    ).toBe(false);
  });
});
