/** A semi-synchronous cluster whose binary log goes to a store. */
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import {
  type Archive,
  type ArchiveJob,
  type ArchiveReport,
  type Chapter,
  InMemoryStore,
  archive,
  readArchive,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Mysqld } from '../conformance/mysqld';
import { tempFolder } from '../conformance/tempFolder';
import { type Trio, executed, startTrio } from '../conformance/trio';
import { until } from '../conformance/until';

/** Where the archive of a bed is. */
export const archivePath = 'shop/orders/archive';

/** An archiver that runs. */
export interface Archiver {
  readonly reports: readonly ArchiveReport[];
  /** How it ended; undefined while it runs. */
  ended(): { readonly failure?: unknown } | undefined;
  stop(): Promise<void>;
}

/** What a test of archives works with. */
export class ArchiveBed {
  readonly store = new InMemoryStore();
  readonly folder = tempFolder();
  private readonly archivers: Archiver[] = [];

  constructor(readonly trio: Trio) {}

  /** Starts an archiver over these instances; its accounts are `admin`. */
  archive(
    instances: readonly Mysqld[] = this.trio.all,
    more: Partial<ArchiveJob> = {},
  ): Archiver {
    const reports: ArchiveReport[] = [];
    const stop = new AbortController();
    let ended: { failure?: unknown } | undefined;
    const run = archive({
      cluster: { namespace: 'shop', name: 'orders' },
      openStore: () => this.store,
      path: archivePath,
      instances: () => instances.map(login),
      scratch: join(this.folder, `archiver-${this.archivers.length}`),
      report: report => reports.push(report),
      signal: stop.signal,
      ...more,
    }).then(
      () => {
        ended = {};
      },
      failure => {
        ended = { failure };
      },
    );
    const archiver = {
      reports,
      ended: () => ended,
      stop: async () => {
        stop.abort();
        await run;
      },
    };
    this.archivers.push(archiver);
    return archiver;
  }

  read(): Promise<Archive> {
    return readArchive(this.store, archivePath);
  }

  /** Waits until the archive’s newest chapter knows all that a server has executed. */
  async holdsAllOf(server: Mysqld): Promise<Archive> {
    const wanted = GtidSet.parse(await executed(server));
    return until(
      `the archive holds ${wanted}`,
      async () => {
        const found = await this.read();
        const newest = found.chapters[found.chapters.length - 1];
        return newest && heldAtEnd(newest).contains(wanted) && found;
      },
      180_000,
    );
  }

  /** Before what they write to goes away. */
  async stopArchivers(): Promise<void> {
    for (const archiver of this.archivers) await archiver.stop();
  }

  async remove(): Promise<void> {
    await this.stopArchivers();
    await this.trio.remove();
  }
}

/** What a chapter holds, with what precedes it. */
export function heldAtEnd({ after, segments }: Chapter): GtidSet {
  return segments.reduce((set, { gtids }) => set.union(gtids), after);
}

/** The account of the archive on a server. */
export function login({ name, port }: Mysqld) {
  return { name, host: '127.0.0.1', port, user: 'admin', password: '' };
}

/** A fresh cluster for each test. */
export const test = base.extend<{ bed: ArchiveBed }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
  bed: async ({}, use) => {
    const bed = new ArchiveBed(await startTrio());
    await use(bed);
    await bed.remove();
  },
});

export { expect } from '@playwright/test';
