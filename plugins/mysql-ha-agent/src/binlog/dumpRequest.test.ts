import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { dumpRequest } from './dumpRequest';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';

describe('the request for a binary log', () => {
  it('names what is known already as half-open intervals', () => {
    const request = dumpRequest({
      exclude: GtidSet.parse(`${A}:1-5:9`),
      serverId: 7,
    });
    expect(request.toString('hex')).toBe(
      [
        '1e040007000000',
        '00000000',
        '0400000000000000',
        '40000000',
        '0100000000000000',
        A.replaceAll('-', ''),
        '0200000000000000',
        ...['0100000000000000', '0600000000000000'],
        ...['0900000000000000', '0a00000000000000'],
      ].join(''),
    );
  });

  it('asks for everything when nothing is known, and for what has a tag in any case', () => {
    const all = dumpRequest({ exclude: GtidSet.EMPTY, serverId: 7 });
    expect(all.subarray(19).toString('hex')).toBe('080000000000000000000000');
    const tagged = GtidSet.parse(`${A}:tag:1-5`);
    expect(dumpRequest({ exclude: tagged, serverId: 7 })).toEqual(all);
  });
});
