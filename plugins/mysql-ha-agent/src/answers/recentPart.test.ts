import { archiveOf, segmentOf } from '../archive/testing/archiveOf';
import { positionAt } from '../history/positionAt';
import { recentPart } from './recentPart';

const uuid = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';

/** A chapter for each hundred of transactions, one a segment, committed at their own numbers. */
const archive = archiveOf(
  ...Array.from({ length: 12 }, (_, chapter) => ({
    after: chapter === 0 ? '' : `${uuid}:1-${100 * chapter}`,
    segments: Array.from({ length: 100 }, (__, index) =>
      segmentOf(
        `${uuid}:${100 * chapter + index + 1}`,
        100 * chapter + index + 1,
      ),
    ),
  })),
);

describe('the part of an archive that a moment is looked up in', () => {
  it.each([50, 450, 1_200])(
    'says of moment %i the same as the whole',
    moment => {
      const part = recentPart(archive, moment);
      const newest = (of: typeof archive) => {
        const position = positionAt(of, moment);
        return position?.partial ?? position?.whole.at(-1);
      };
      expect(newest(part)?.segment).toEqual(newest(archive)?.segment);
      expect(newest(part)?.provides.toString()).toBe(`${uuid}:${moment}`);
      expect(() => positionAt(part, 1_201)).toThrow('Nothing is archived');
    },
  );

  it('leaves out what is long before, and nothing of an archive that is short', () => {
    expect(recentPart(archive, 1_200).chapters).toHaveLength(6);
    expect(recentPart(archive, 150).chapters).toHaveLength(12);
    expect(recentPart(archiveOf(), 1).chapters).toEqual([]);
  });
});
