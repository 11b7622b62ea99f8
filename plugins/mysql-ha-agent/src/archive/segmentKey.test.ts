import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parseSegmentName, segmentName } from './segmentKey';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4b22fa47-71ca-11e1-9e33-c80aa9429562';

const segment = {
  sequence: 12,
  transactions: 7,
  from: 1795277996672908,
  to: 1795277996672909,
  sha256: 'ab'.repeat(32),
};

describe('the name of a segment', () => {
  it.each([`${A}:1-5`, `${A}:1-5:9,${B}:3`, `${A}:1:my_tag:2-3`])(
    'says all of it: %s',
    text => {
      const gtids = GtidSet.parse(text);
      const name = segmentName({ ...segment, gtids });
      expect(name).not.toMatch(/[:,]/);
      const read = parseSegmentName(name);
      expect(read).toMatchObject(segment);
      expect(read?.gtids.equals(gtids)).toBe(true);
    },
  );

  it('is in the order of the commits as text', () => {
    const named = (sequence: number) =>
      segmentName({ ...segment, sequence, gtids: GtidSet.parse(`${A}:1`) });
    expect([named(10), named(9), named(100)].sort()).toEqual([
      named(9),
      named(10),
      named(100),
    ]);
  });

  it.each(['', 'readme.txt', '00000001-1-1-1/abc/x.binlog.zst'])(
    'is no other object’s: %p',
    name => {
      expect(parseSegmentName(name)).toBeUndefined();
    },
  );
});
