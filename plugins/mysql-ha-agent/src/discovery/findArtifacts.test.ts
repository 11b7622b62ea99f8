import {
  Manifest,
  manifestFormat,
  markRefuted,
  writeManifest,
} from '../artifact';
import { InMemoryStore } from '../stores';
import { DiscoveryJob, findArtifacts } from './findArtifacts';
import { FoundArtifact } from './FoundArtifact';
import { markOf } from './markOf';

const MANIFEST: Manifest = {
  format: manifestFormat,
  cluster: { namespace: 'shop', name: 'orders' },
  method: 'Physical',
  databases: [],
  source: 'orders-1',
  version: '9.7.4',
  gtidExecuted: '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5',
  startedAt: '2026-05-01T10:00:00Z',
  completedAt: '2026-05-01T10:01:00Z',
  bytes: 10,
  sizeBytes: 5,
  streams: [],
  tables: [],
  server: {},
};

class Bucket extends InMemoryStore {
  readonly read: string[] = [];

  override get(key: string) {
    this.read.push(key);
    return super.get(key);
  }

  async has(path: string, manifest: Partial<Manifest> = {}): Promise<void> {
    await this.put(`${path}/data-0.000`, Buffer.from('the data'));
    await writeManifest(this, path, { ...MANIFEST, ...manifest });
  }

  async discover(more: Partial<DiscoveryJob> = {}) {
    const artifacts: FoundArtifact[] = [];
    const result = await findArtifacts({
      store: this,
      known: new Set<string>(),
      most: 100,
      report: artifact => artifacts.push(artifact),
      ...more,
    });
    return { ...result, paths: artifacts.map(({ path }) => path), artifacts };
  }
}

describe('findArtifacts', () => {
  let bucket: Bucket;
  beforeEach(async () => {
    bucket = new Bucket();
    await bucket.has('shop/orders/backups/1');
    await bucket.has('shop/orders/backups/2');
    await bucket.has('bank/ledger/backups/1');
  });

  it('tells each finished backup as its manifest has it, and reads nothing else', async () => {
    const { artifacts, total } = await bucket.discover();
    expect(total).toBe(3);
    expect(artifacts[1]).toEqual({
      path: 'shop/orders/backups/1',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      namespace: 'shop',
      cluster: 'orders',
      method: 'Physical',
      databases: [],
      source: 'orders-1',
      version: '9.7.4',
      gtidExecuted: MANIFEST.gtidExecuted,
      startedAt: MANIFEST.startedAt,
      completedAt: MANIFEST.completedAt,
      sizeBytes: 5,
    });
    expect(bucket.read.every(key => key.endsWith('manifest.json'))).toBe(true);
  });

  it('tells what a proof has refuted, as its mark has it', async () => {
    const path = 'shop/orders/backups/1';
    await markRefuted(bucket, path, 'the checksum of shop.t differs');
    const { artifacts } = await bucket.discover();
    expect(
      artifacts.flatMap(({ path: found, refutation }) =>
        refutation ? [[found, refutation.message]] : [],
      ),
    ).toEqual([[path, 'the checksum of shop.t differs']]);
  });

  it('does not take for a backup what was torn, nor what else lies in the place', async () => {
    await bucket.put('shop/orders/backups/torn/data-0.000', Buffer.from('x'));
    await bucket.put('shop/orders/archive/1/manifest.json', Buffer.from('x'));
    await bucket.put('shop/orders/backups/1/deep/manifest.json', Buffer.of());
    await bucket.put('.mysqlha-probe-1', Buffer.from('x'));
    expect((await bucket.discover()).paths).toEqual([
      'bank/ledger/backups/1',
      'shop/orders/backups/1',
      'shop/orders/backups/2',
    ]);
  });

  it('reads nothing of what is known, and tells what of it is gone', async () => {
    const known = new Set([
      markOf('shop/orders/backups/1'),
      markOf('shop/orders/backups/gone'),
    ]);
    const { paths, lost, total } = await bucket.discover({ known });
    expect(paths).toEqual(['bank/ledger/backups/1', 'shop/orders/backups/2']);
    expect(lost).toEqual([markOf('shop/orders/backups/gone')]);
    expect(total).toBe(3);
    expect(bucket.read).not.toContain('shop/orders/backups/1/manifest.json');
  });

  it('tells so many at a time, and how many are left', async () => {
    const first = await bucket.discover({ most: 2 });
    expect(first).toMatchObject({ found: 2, more: 1, lost: [] });
    const known = new Set(first.paths.map(markOf));
    expect(await bucket.discover({ most: 2, known })).toMatchObject({
      paths: ['shop/orders/backups/2'],
      more: 0,
    });
  });

  it('looks at one namespace alone when it is told to', async () => {
    const { paths } = await bucket.discover({ namespace: 'bank' });
    expect(paths).toEqual(['bank/ledger/backups/1']);
  });

  it('goes on past a manifest that another version wrote, and says so', async () => {
    await bucket.put(
      'shop/orders/backups/1/manifest.json',
      Buffer.from('{"format":"mysqlha.dev/backup/v9"}'),
    );
    const { paths, unreadable, complaint } = await bucket.discover();
    expect(paths).toHaveLength(2);
    expect(unreadable).toBe(1);
    expect(complaint).toMatch(/is no manifest that this version reads/);
  });

  it('fails when the store does, instead of taking backups for gone', async () => {
    bucket.refuse('list', new Error('gone for a minute'));
    await expect(bucket.discover()).rejects.toThrow('gone for a minute');
  });
});
