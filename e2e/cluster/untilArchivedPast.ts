import {
  type ObjectStore,
  microsOf,
  readArchive,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import type { DatabaseUnderTest } from './DatabaseUnderTest';
import { until } from './until';

/** Waits until a commit after a moment is in the archive of a cluster, so that it can be restored to that moment. */
export async function untilArchivedPast(
  moment: string,
  database: DatabaseUnderTest,
  store: ObjectStore,
): Promise<void> {
  const { namespace, name } = database;
  let ends: readonly number[] = [];
  await until(
    `the archive of ${namespace}/${name} goes past ${moment}`,
    async () => {
      const folder = `${namespace}/${name}/archive`;
      const { chapters } = await readArchive(store, folder);
      ends = chapters.flatMap(({ segments }) => segments.map(({ to }) => to));
      return ends.some(end => end > microsOf(moment));
    },
    {
      seconds: 120,
      describe: () =>
        `its segments end at ${ends.join(', ')} µs\n${JSON.stringify(
          database.status,
          null,
          1,
        )}`,
    },
  );
}
