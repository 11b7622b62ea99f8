import {
  MysqlHaApiError,
  RestoreStatus,
  RestoreView,
  restoreViewSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RestoreWatch } from './RestoreWatch';

function view(status: RestoreStatus): RestoreView {
  return restoreViewSchema.parse({
    name: 'orders-restore',
    namespace: 'shop',
    spec: {
      source: { backupName: 'first' },
      target: { clusterName: 'orders-2' },
    },
    status,
  });
}

/** A watch over what the API answers in turn; the last answer repeats. Each look takes a second. */
function watch(...answers: (RestoreStatus | Error)[]) {
  let seconds = 0;
  const lines: string[] = [];
  const restoreWatch = RestoreWatch.create({
    api: {
      getRestore: async () => {
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        if (answer === undefined) throw new Error('no answer was prepared');
        if (answer instanceof Error) throw answer;
        return view(answer);
      },
    },
    key: { namespace: 'shop', name: 'orders-restore' },
    log: line => lines.push(line),
    sleep: async () => {
      seconds += 1;
    },
    elapsedSeconds: () => seconds,
  });
  return { restoreWatch, lines };
}

describe('RestoreWatch', () => {
  it('logs each news once, until the restore has succeeded', async () => {
    const filling = (doneBytes: number): RestoreStatus => ({
      phase: 'Running',
      message: 'The volume of orders-2-0 is being filled.',
      progress: { step: 'download', doneBytes, totalBytes: 100 },
    });
    const { restoreWatch, lines } = watch(
      {},
      { phase: 'Running', message: 'The manifest is being read.' },
      filling(1),
      filling(2),
      filling(50),
      { phase: 'Succeeded', message: 'shop/orders-2 is healthy.' },
    );

    const { status } = await restoreWatch.untilDone(60);

    expect(status.phase).toBe('Succeeded');
    expect(lines).toEqual([
      'Running. The manifest is being read.',
      'Running. The volume of orders-2-0 is being filled.',
      'download: 0 %',
      'download: 50 %',
      'Succeeded. shop/orders-2 is healthy.',
    ]);
  });

  it('fails with the reason of a restore that failed, and says what to do', async () => {
    const { restoreWatch } = watch({
      phase: 'Failed',
      message: 'A checksum differs.',
    });
    await expect(restoreWatch.untilDone(60)).rejects.toThrow(
      'Restore shop/orders-restore failed: A checksum differs. A restore is tried once: when the cause is gone, restore again under another name.',
    );
  });

  it('says what it waited for when it took too long', async () => {
    const { restoreWatch } = watch({
      phase: 'Pending',
      message: 'It waits for the backup first.',
    });
    await expect(restoreWatch.untilDone(5)).rejects.toThrow(
      'Restore shop/orders-restore is not through after 5 s: It waits for the backup first. It goes on by itself',
    );
  });

  it('asks whether an operator is running when there is no status at all', async () => {
    const { restoreWatch } = watch({});
    await expect(restoreWatch.untilDone(5)).rejects.toThrow(
      'the operator has not reported on it yet',
    );
  });

  it('goes on when Kubernetes was away for a while, and says so once', async () => {
    const away = new MysqlHaApiError(503, 'Kubernetes can’t be reached');
    const { restoreWatch, lines } = watch(away, away, { phase: 'Succeeded' });
    await restoreWatch.untilDone(60);
    expect(lines).toEqual(['Kubernetes can’t be reached', 'Succeeded']);
  });

  it('fails when the restore was deleted meanwhile', async () => {
    const { restoreWatch } = watch(
      { phase: 'Running' },
      new MysqlHaApiError(404, 'There is no MySQLRestore'),
    );
    await expect(restoreWatch.untilDone(60)).rejects.toThrow(
      'There is no MySQLRestore',
    );
  });
});
