import { randomBytes } from 'node:crypto';
import { BackupsUnderTest } from '../../cluster/BackupsUnderTest';
import { hostOfNodes } from '../../cluster/hostOfNodes';
import { startS3 } from '../../stores/s3';
import { nothingDone } from '../judge';
import { Scenario } from '../Scenario';

/** Nobody may be replaced or filled anew for a backup, and clients write on. */
export const backups: Scenario = {
  name: 'backups',
  what: 'a backup of each method is made',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 2,
  short: false,
  judge: nothingDone,
  inject: async ({ database, namespace }) => {
    const s3 = await startS3(undefined, hostOfNodes());
    const made = new BackupsUnderTest(database.kubernetes, namespace);
    const place = `place-${randomBytes(3).toString('hex')}`;
    const names = (['Physical', 'Logical'] as const).map(method => ({
      method,
      name: `${place}-${method.toLowerCase()}`,
    }));
    const clear = async () => {
      for (const { name } of names) await made.delete('MySQLBackup', name);
      await made.delete('MySQLBackupLocation', place);
      await s3.remove();
    };
    try {
      await made.location(place, s3.access);
      for (const { method, name } of names) {
        await made.apply('MySQLBackup', name, {
          ...{ clusterName: database.name, locationName: place, method },
        });
        const { phase, message } = await made.untilEnd(name);
        if (phase !== 'Succeeded') throw new Error(`${name}: ${message}`);
      }
    } catch (failure) {
      await clear();
      throw failure;
    }
    return clear;
  },
};
