/** A server with data, a store, and servers started on what was restored. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import {
  type BackupJob,
  InMemoryStore,
  type RestoreJob,
  type ServerLogin,
  backUp,
  restore,
  silent,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { freePorts } from '../conformance/freePorts';
import { Mysqld, startMysqlds } from '../conformance/mysqld';
import { tempFolder } from '../conformance/tempFolder';
import { rootfsPrograms } from './programs';

/** What a test of backups works with. */
export class BackupBed {
  readonly store = new InMemoryStore();
  readonly folder = tempFolder();
  private readonly started: Mysqld[] = [];

  constructor(readonly source: Mysqld) {}

  static async start(): Promise<BackupBed> {
    const [source] = await startMysqlds(1, { max_allowed_packet: '256M' });
    if (!source) throw new Error('one was asked for');
    await source.run(
      'SET GLOBAL super_read_only=OFF',
      'SET GLOBAL read_only=OFF',
    );
    return new BackupBed(source);
  }

  get login(): ServerLogin {
    return {
      name: this.source.name,
      host: '127.0.0.1',
      port: this.source.port,
      user: 'admin',
      password: '',
    };
  }

  backUp(path: string, more: Partial<BackupJob> = {}) {
    return backUp({
      cluster: { namespace: 'shop', name: 'orders' },
      method: 'Physical',
      databases: [],
      source: this.login,
      scratch: join(this.folder, `scratch-${path}`),
      programs: rootfsPrograms(),
      store: this.store,
      path,
      progress: silent,
      ...more,
    });
  }

  /** Restores into a folder that `serve` can start a server on. */
  restore(path: string, name: string, more: Partial<RestoreJob> = {}) {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return restore({
      store: this.store,
      path,
      databases: [],
      datadir: join(folder, 'data'),
      scratch: join(this.folder, `scratch-${name}`),
      programs: rootfsPrograms(),
      progress: silent,
      ...more,
    });
  }

  /** Starts a server on what was restored. */
  async serve(name: string): Promise<Mysqld> {
    const [port] = await freePorts(1);
    if (port === undefined) throw new Error('one was asked for');
    const mysqld = new Mysqld(name, 99, port, join(this.folder, name), {
      max_allowed_packet: '256M',
    });
    this.started.push(mysqld);
    await mysqld.start();
    return mysqld;
  }

  async remove(): Promise<void> {
    for (const mysqld of [...this.started, this.source]) await mysqld.remove();
  }
}

/** A fresh bed for each test. */
export const test = base.extend<{ bed: BackupBed }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
  bed: async ({}, use) => {
    const bed = await BackupBed.start();
    await use(bed);
    await bed.remove();
  },
});

export { expect } from '@playwright/test';
