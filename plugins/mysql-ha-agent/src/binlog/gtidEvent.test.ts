import { readGtidEvent } from './gtidEvent';

// As mysqld 9.7.4 wrote them.
const untagged =
  'acc4016b21010000004f00000015010000000000633c7dd7e5c711f180f602fc00000001040000000000000002000000000000000001000000000000008cc743bbcb6006fc0b01506201004c38a9c0';
const tagged =
  'bec4016b2a0100000051000000430500000000027400000002c678fa5d0395031d0322c5030102d90304f103000000020404060a6d7974616708040a140c7f5bec56bccb60061035041283120b9080c2a0';

describe('the event that begins a transaction', () => {
  it('tells its GTID, its time to the microsecond, its size and its place', () => {
    expect(readGtidEvent(Buffer.from(untagged, 'hex'))).toEqual({
      gtid: '633c7dd7-e5c7-11f1-80f6-02fc00000001:4',
      committedAt: 1795277996672908,
      bytes: 267,
      sequence: 1,
    });
  });

  it('may have a tag, and is written in another way then', () => {
    expect(readGtidEvent(Buffer.from(tagged, 'hex'))).toEqual({
      gtid: '633c7dd7-e5c7-11f1-80f6-02fc00000001:mytag:1',
      committedAt: 1795278014704731,
      bytes: 269,
      sequence: 5,
    });
  });

  it('tells when it was committed first, where that was on another server', () => {
    const event = Buffer.from(untagged, 'hex');
    const first = event.subarray(61, 68);
    const relayed = Buffer.concat([
      event.subarray(0, 61),
      Buffer.from('01020304050680', 'hex'),
      first,
      event.subarray(68),
    ]);
    expect(readGtidEvent(relayed)).toMatchObject({
      committedAt: 1795277996672908,
      bytes: 267,
    });
  });
});
