import {
  API_GROUP_VERSION,
  BackupLocationStatus,
  DISCOVERED_LABEL,
  MySQLBackupLocation,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { BackupContext } from '../BackupContext';
import { AgentResult } from '../jobs';
import { Recorded, writeStatus } from '../records';
import { readersOf } from '../restore';
import { Adoption } from './Adoption';
import { PlacedBackup } from './BackupsOfPlace';
import { SeenMarks } from './SeenMarks';
import { FoundArtifact } from './foundArtifact';
import { markOf } from './markOf';

const resultSchema = z.object({
  total: z.number().int(),
  more: z.number().int(),
  lost: z.string(),
  unreadable: z.number().int(),
  complaint: z.string().optional(),
});

/** What a Job told. */
export interface Told {
  readonly artifacts: readonly FoundArtifact[];
  readonly result: AgentResult;
  /** When it began, RFC 3339. */
  readonly begunAt: string;
}

/** Makes the MySQLBackups of a location be what a Job found there. */
export class Findings {
  private readonly adoption: Adoption;

  constructor(private readonly context: BackupContext) {
    this.adoption = new Adoption(context);
  }

  /**
   * @param seen - what was seen before
   * @returns what is to be recorded; undefined while this process may not act
   */
  async take(
    location: MySQLBackupLocation,
    backups: readonly PlacedBackup[],
    seen: SeenMarks,
    { artifacts, result, begunAt }: Told,
  ): Promise<BackupLocationStatus['discovery'] | undefined> {
    const { clock, covers } = this.context;
    const { more, lost, total, unreadable, complaint } =
      resultSchema.parse(result);
    const taken: string[] = [];
    for (const artifact of artifacts) {
      const mark = markOf(artifact.path);
      // One that was made, or made and deleted, since the Job began.
      if (seen.has(mark)) continue;
      if (!covers(location.metadata)) return undefined;
      const blank = backups.find(one => one.mark === mark && one.isBlank);
      if (await this.adoption.adopt(location, artifact, mark, blank?.backup))
        taken.push(mark);
    }
    const gone = SeenMarks.parse(lost);
    await this.forget(location, backups, gone);
    const absent = backups.filter(
      ({ backup, mark, isBlank }) =>
        isBlank &&
        !taken.includes(mark) &&
        (backup.metadata.creationTimestamp ?? '') < begunAt,
    );
    if (more === 0) await this.refuse(location, absent);
    // There is more to be told, and this time something was understood.
    const goesOn = more > 0 && taken.length > 0;
    return {
      found: total,
      lookedAt: goesOn ? undefined : new Date(clock.now()).toISOString(),
      message:
        unreadable > 0
          ? `${unreadable} of them can’t be read by this version: ${complaint}`
          : undefined,
      seen: String(seen.with(taken).without(gone)),
    };
  }

  /** What was found here and is in the store no more is no backup any more; what was made here keeps its record. */
  private async forget(
    { metadata }: MySQLBackupLocation,
    backups: readonly PlacedBackup[],
    gone: SeenMarks,
  ): Promise<void> {
    const { kubernetes, covers, logger } = this.context;
    for (const { backup, mark } of backups) {
      const { namespace, name, uid, labels } = backup.metadata;
      if (!gone.has(mark) || labels[DISCOVERED_LABEL] !== mark) continue;
      if (backup.spec.locationName !== metadata.name) continue;
      // Who reads it says better what is missing; it goes when the place is looked at after that.
      if ((await readersOf(kubernetes, backup)).length > 0) continue;
      if (!covers(metadata)) return;
      await kubernetes.delete(
        { apiVersion: API_GROUP_VERSION, kind: 'MySQLBackup', namespace, name },
        { uid },
      );
      logger.info(`${namespace}: what backup ${name} stood for is gone`);
    }
  }

  private async refuse(
    { metadata }: MySQLBackupLocation,
    backups: readonly PlacedBackup[],
  ): Promise<void> {
    const { kubernetes, covers } = this.context;
    for (const { backup, path } of backups) {
      if (!covers(metadata)) return;
      await writeStatus<Recorded>(kubernetes, backup, {
        phase: 'Failed',
        message: `There is no finished backup at ${path} in the MySQLBackupLocation ${metadata.name}: correct the path in another MySQLBackup.`,
      });
    }
  }
}
