import { microsOf } from './instant';
import { notRecoverableTo } from './notRecoverableTo';

const at = (seconds: number) =>
  `2026-05-01T12:00:${String(seconds).padStart(2, '0')}.000000Z`;
const range = (from: number, to: number) => ({
  ...{ backup: 'b', from: at(from), to: at(to) },
});
const torn = {
  gaps: [{ from: at(20), to: at(30), missing: 'a:5-7' }],
  ranges: [range(10, 20), range(30, 40)],
};
const other = new Error('another reason');
const why = (seconds: number, reach = [torn]) =>
  notRecoverableTo(microsOf(at(seconds)), reach, microsOf(at(40)), other)
    .message;

describe('why a moment can’t be restored', () => {
  it('is a gap, which is named with both of its ends', () => {
    expect(why(25)).toBe(
      `${at(25)} lies in a gap of the archive, from ${at(20)} to ${at(
        30,
      )}: the transactions a:5-7 are in no archive. ${at(
        20,
      )} is the nearest moment before that it can be restored to, ${at(
        30,
      )} the nearest one after.`,
    );
  });

  it('is an object that is gone, where nobody knows what it held', () => {
    const [gap] = torn.gaps;
    expect(why(25, [{ ...torn, gaps: [{ ...gap, missing: '' }] }])).toContain(
      'an object of the archive is gone',
    );
  });

  it.each([
    [
      50,
      `Nothing is archived that was committed at ${at(50)} or later. ${at(
        40,
      )} is the nearest moment before`,
    ],
    [
      5,
      `${at(5)} is before all that can be restored. ${at(
        10,
      )} is the first moment that it can be restored to.`,
    ],
  ])('at %i s is that it is out of the range', (seconds, words) => {
    expect(why(seconds)).toContain(words);
  });

  it('is what the plan says where the moment lies in a range, or there is none', () => {
    expect(why(35)).toBe('another reason');
    expect(why(35, [])).toBe('another reason');
  });
});
