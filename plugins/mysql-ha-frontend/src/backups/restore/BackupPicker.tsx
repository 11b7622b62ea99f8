import { Select, TextField } from '@backstage/ui';
import type { BackupView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../../translation';
import { backupWords } from '../backupWords';

/** One of the good backups; of a Logical one, which databases. */
export function BackupPicker(props: {
  backups: readonly BackupView[];
  chosen: string | undefined;
  /** Of a Logical one; undefined where all are needed. */
  databases: string | undefined;
  now: number;
  onChoose: (backup: string) => void;
  onDatabases: (databases: string) => void;
}) {
  const { backups, chosen, databases, now } = props;
  const t = useTranslate();
  const logical = backups.some(
    ({ name, spec }) => name === chosen && spec.method === 'Logical',
  );
  return (
    <>
      <Select
        label={t('backups.restoring.choose')}
        selectedKey={chosen ?? null}
        onSelectionChange={key => props.onChoose(String(key))}
        options={backups.map(backup => ({
          value: backup.name,
          label: backupWords(backup, now, t),
        }))}
      />
      {logical && databases !== undefined && (
        <TextField
          label={t('backups.restoring.databases')}
          description={t('backups.restoring.databasesHint')}
          value={databases}
          onChange={props.onDatabases}
          autoComplete="off"
          spellCheck="false"
        />
      )}
    </>
  );
}
