import { restoreViewSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { restoreProgress } from './restoreProgress';

describe('restoreProgress', () => {
  it.each([
    ['nothing of a restore that nobody has looked at', {}, []],
    [
      'the phase and what is waited for',
      { phase: 'Pending', message: 'It waits for the backup first.' },
      ['Pending. It waits for the backup first.'],
    ],
    [
      'the step and each tenth of its bytes',
      {
        phase: 'Running',
        progress: { step: 'download', doneBytes: 39, totalBytes: 100 },
      },
      ['Running', 'download: 30 %'],
    ],
    [
      'the step alone when nobody knows how many bytes there are',
      { progress: { step: 'check', doneBytes: 39 } },
      ['check'],
    ],
  ])('says %s', (_, status, lines) => {
    const restore = restoreViewSchema.parse({
      ...{ name: 'orders-restore', namespace: 'shop' },
      spec: {
        source: { backupName: 'first' },
        target: { clusterName: 'orders-2' },
      },
      status,
    });
    expect([...restoreProgress(restore).values()]).toEqual(lines);
  });
});
