import { NewestTransaction } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Archive, readArchive } from '../archive/readArchive';
import { instant, microsOf } from '../history/instant';
import { ArchivedTransaction } from '../replay/ArchivedTransaction';
import { newestChangeBefore } from '../replay/newestChangeBefore';
import { ObjectStore } from '../stores';
import { Unanswered } from './Unanswered';
import { recentPart } from './recentPart';

/** Who asks while so many wait is told to ask again: one person who moves a slider waits for the last answer alone. */
const mostWaiting = 4;

/** Looks up moments in an archive that is written meanwhile: one after the other, so that archiving has its share of all. */
export class Moments {
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly given: {
      /** What was read of the archive a while ago; undefined before that. */
      readonly known: () => Archive | undefined;
      readonly openStore: () => ObjectStore;
      /** A folder for a segment at a time. */
      readonly scratch: string;
    },
  ) {}

  /**
   * What a restore to a moment would end with.
   *
   * @param until - RFC 3339, inclusive
   * @throws NotRecoverable when it is after the archive’s end; Unanswered; DamagedArtifact, StoreError
   */
  async newest(until: string): Promise<NewestTransaction> {
    if (this.waiting >= mostWaiting)
      throw new Unanswered(
        'The archiver is looking up other moments: ask again.',
      );
    this.waiting += 1;
    const turn = this.last.then(() => this.lookUp(microsOf(until)));
    this.last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }

  private async lookUp(moment: number): Promise<NewestTransaction> {
    const { known, openStore, scratch } = this.given;
    const before = known();
    if (!before)
      throw new Unanswered(
        'The archiver has just begun and is reading what the archive holds: ask again in a moment.',
      );
    const store = openStore();
    try {
      const archive = await readArchive(store, before.path, before);
      const { newest, change, lookedBackTo } = await newestChangeBefore(
        ...([store, recentPart(archive, moment), moment, scratch] as const),
      );
      return {
        ...(newest && { newest: told(newest) }),
        ...(change && { change: told(change) }),
        ...(lookedBackTo !== undefined && {
          lookedBackTo: instant(lookedBackTo),
        }),
      };
    } finally {
      store.close();
    }
  }
}

function told({ gtid, committedAt }: ArchivedTransaction) {
  return { gtid, committedAt: instant(committedAt) };
}
