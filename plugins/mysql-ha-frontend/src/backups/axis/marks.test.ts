import { backupView, MIB } from '../../../dev/backups';
import { marksOf } from './marks';

const now = Date.now();
const DAY = 86_400_000;

it('marks of backups stand in their order, by their size, and only within the axis', () => {
  const sized = (name: string, hours: number, mebibytes?: number) => {
    const backup = backupView(name, hours * 3_600);
    const sizeBytes = mebibytes === undefined ? undefined : mebibytes * MIB;
    return { ...backup, status: { ...backup.status, sizeBytes } };
  };
  const marks = marksOf(
    [
      sized('newest', 1, 400),
      sized('small', 3, 100),
      sized('tiny', 5, 1),
      sized('unknown', 7),
      sized('outside', 48, 400),
    ],
    { from: now - DAY, to: now },
  );
  expect(marks.map(({ backup, height }) => [backup.name, height])).toEqual([
    ['unknown', 0.28],
    ['tiny', 0.28],
    ['small', 0.5],
    ['newest', 1],
  ]);
});
