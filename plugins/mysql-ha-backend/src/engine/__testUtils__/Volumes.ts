import { CLUSTER_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes';
import { DataDirectory } from '../../mysql/inMemory/DataDirectory';
import { EngineHarness } from './EngineHarness';

const NAMESPACE = 'shop';
const CLUSTER = 'orders';

const setSchema = z.object({ spec: z.object({ replicas: z.number() }) });
const claimSchema = z.object({
  spec: z.object({ volumeName: z.string().optional() }).prefault({}),
  status: z.object({ phase: z.string().optional() }).prefault({}),
});
const volumeSchema = z.looseObject({
  spec: z.looseObject({
    persistentVolumeReclaimPolicy: z.string(),
    claimRef: z.looseObject({ name: z.string(), uid: z.string().nullish() }),
  }),
});

/** For tests: volumes with data, their claims, and the controllers of Kubernetes that bring them together. */
export class Volumes {
  private readonly held = new Map<string, DataDirectory>();
  private made = 0;

  constructor(private readonly harness: EngineHarness) {
    harness.server.subscribe(({ type, object }) => {
      if (object.kind === 'StatefulSet' && type !== 'deleted')
        this.makeClaims(object);
      if (object.kind !== 'PersistentVolumeClaim') return;
      if (type === 'deleted') this.release(object);
      else this.bind(object);
    });
  }

  /** A volume that a restore filled, with its claim. */
  putRestored(claim: string, gtids: DataDirectory['logged']): void {
    const data = new DataDirectory('restored');
    data.logged = gtids;
    data.purged = gtids;
    data.hasSchema = true;
    this.make(claim, data, {});
  }

  /** Claims that are there, each with its volume. */
  claims(): Readonly<Record<string, string | undefined>> {
    const found = this.harness.server.list({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      namespace: NAMESPACE,
    });
    return Object.fromEntries(
      found
        .map(claim => [claim.metadata.name, volumeOf(claim)] as const)
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  }

  /** Volumes that are there. */
  names(): readonly string[] {
    return [...this.held.keys()];
  }

  private makeClaims(set: KubernetesObject): void {
    const { replicas } = setSchema.parse(set).spec;
    for (let ordinal = 0; ordinal < replicas; ordinal++) {
      const pod = `${CLUSTER}-${ordinal}`;
      const claim = `data-${pod}`;
      if (this.claims()[claim] !== undefined) continue;
      this.make(claim, new DataDirectory(pod), { [CLUSTER_LABEL]: CLUSTER });
    }
  }

  private make(
    claim: string,
    data: DataDirectory,
    labels: Readonly<Record<string, string>>,
  ): void {
    this.made += 1;
    const volume = `pv-${this.made}`;
    this.held.set(volume, data);
    this.harness.server.put({
      ...{ apiVersion: 'v1', kind: 'PersistentVolume' },
      metadata: { name: volume },
      spec: {
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: 'fast',
        accessModes: ['ReadWriteOnce'],
        claimRef: { namespace: NAMESPACE, name: claim },
      },
    });
    this.harness.server.put({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      metadata: { name: claim, namespace: NAMESPACE, labels },
      spec: {
        volumeName: volume,
        resources: { requests: { storage: '10Gi' } },
        storageClassName: 'fast',
      },
    });
  }

  /** A claim gets the volume that is reserved for it, and its instance the data on it. */
  private bind(claim: KubernetesObject): void {
    const volume = volumeOf(claim);
    if (!volume || claimSchema.parse(claim).status.phase === 'Bound') return;
    const { name, uid } = claim.metadata;
    const found = this.volume(volume);
    const reserved = found.spec.claimRef;
    if (reserved.name !== name || (reserved.uid && reserved.uid !== uid))
      throw new Error(`${volume} is reserved for ${JSON.stringify(reserved)}`);
    this.patch(volume, { claimRef: { ...reserved, uid } });
    this.harness.server.put({ ...claim, status: { phase: 'Bound' } });
    const pod = name.replace(/^data-/, '');
    const data = this.held.get(volume);
    if (pod !== name && data && this.harness.world.has(pod))
      copy(data, this.harness.world.server(pod).disk);
  }

  private release(claim: KubernetesObject): void {
    const volume = volumeOf(claim);
    if (!volume) return;
    const pod = claim.metadata.name.replace(/^data-/, '');
    if (pod !== claim.metadata.name && this.harness.world.has(pod)) {
      const server = this.harness.world.server(pod);
      if (server.process) throw new Error(`${pod} runs without its volume`);
      const data = new DataDirectory(pod);
      copy(server.disk, data);
      this.held.set(volume, data);
    }
    if (this.volume(volume).spec.persistentVolumeReclaimPolicy === 'Delete') {
      this.held.delete(volume);
      this.harness.server.delete({
        ...{ apiVersion: 'v1', kind: 'PersistentVolume', name: volume },
      });
    }
  }

  private volume(name: string): z.output<typeof volumeSchema> {
    return volumeSchema.parse(
      this.harness.server.read({
        ...{ apiVersion: 'v1', kind: 'PersistentVolume', name },
      }),
    );
  }

  private patch(name: string, spec: object): void {
    this.harness.server.mergePatch(
      { apiVersion: 'v1', kind: 'PersistentVolume', name },
      { spec },
    );
  }
}

function volumeOf(claim: KubernetesObject): string | undefined {
  return claimSchema.parse(claim).spec.volumeName;
}

function copy(from: DataDirectory, to: DataDirectory): void {
  to.becomeCopyOf(from, from.logged);
}
