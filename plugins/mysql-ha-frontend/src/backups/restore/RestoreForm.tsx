import { Radio, RadioGroup, TextField } from '@backstage/ui';
import type {
  BackupsView,
  ClusterView,
  CreateRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo, useState } from 'react';
import { useNow } from '../../live';
import { useTranslate } from '../../translation';
import { DialogForm } from '../../ui';
import { isGood } from '../backupState';
import { clusterNameProblem, restoredName, stamped } from '../names';
import { recoverableRange } from '../recoverableRange';
import { BackupPicker } from './BackupPicker';
import { InPlace } from './InPlace';
import { localWords, parseMoment } from './moment';
import { MomentPicker } from './MomentPicker';
import { momentProblem } from './momentProblem';
import { PreviewOfRestore } from './PreviewOfRestore';
import { restoreBody } from './restoreBody';
import { useRestorePreview } from './useRestorePreview';

type Source = 'moment' | 'backup';
type Where = 'new' | 'inPlace';

/** What is to be brought back and where to, what would be created, and the consent. */
export function RestoreForm(props: {
  cluster: ClusterView;
  view: BackupsView;
  /** The backup that was chosen beforehand. */
  backup?: string;
  pending: boolean;
  failure?: unknown;
  onSubmit: (body: CreateRestore) => void;
  onClose: () => void;
}) {
  const { cluster, view, pending, failure } = props;
  const t = useTranslate();
  const now = useNow();
  // As it was when the dialog was opened: a range that moves under the hand can’t be aimed at.
  const [range] = useState(() => recoverableRange(view));
  const [name] = useState(() => stamped(`${cluster.name}-restore`, Date.now()));
  const backups = view.backups.filter(isGood);
  const [source, setSource] = useState<Source>(
    range && props.backup === undefined ? 'moment' : 'backup',
  );
  const [written, setWritten] = useState(() =>
    range ? localWords(range.to) : '',
  );
  const [backup, setBackup] = useState(props.backup ?? backups.at(0)?.name);
  const [databases, setDatabases] = useState('');
  const [where, setWhere] = useState<Where>('new');
  const [target, setTarget] = useState(() => restoredName(cluster.name));
  const [typed, setTyped] = useState('');

  const inPlace = where === 'inPlace';
  const problem = inPlace ? undefined : clusterNameProblem(target);
  const { namespace, name: clusterName } = cluster;
  const body = useMemo(() => {
    if (problem !== undefined) return undefined;
    const key = { namespace, name: clusterName };
    const to = inPlace ? ('inPlace' as const) : { newCluster: target };
    // All others would be gone.
    const chosen = inPlace ? '' : databases;
    if (source === 'backup') {
      return backup === undefined
        ? undefined
        : restoreBody(key, { name, to, from: { backup, databases: chosen } });
    }
    const moment = parseMoment(written);
    return !moment || !range || momentProblem(moment, range, t) !== undefined
      ? undefined
      : restoreBody(key, { name, to, from: { moment } });
  }, [
    namespace,
    clusterName,
    problem,
    source,
    backup,
    databases,
    written,
    range,
    name,
    target,
    inPlace,
    t,
  ]);
  const preview = useRestorePreview(body);
  const ready =
    body !== undefined &&
    preview.state === 'answered' &&
    (!inPlace || typed === clusterName);

  return (
    <DialogForm
      submit={t(
        inPlace
          ? 'backups.restoring.submitInPlace'
          : 'backups.restoring.submit',
      )}
      destructive={inPlace}
      blocked={!ready}
      pending={pending}
      failure={failure}
      onSubmit={() => body && props.onSubmit(body)}
      onClose={props.onClose}
    >
      {range && (
        <RadioGroup
          label={t('backups.restoring.what')}
          value={source}
          onChange={value =>
            setSource(value === 'moment' ? 'moment' : 'backup')
          }
          orientation="horizontal"
        >
          <Radio value="moment">{t('backups.restoring.moment')}</Radio>
          <Radio value="backup">{t('backups.restoring.backup')}</Radio>
        </RadioGroup>
      )}
      {source === 'moment' && range ? (
        <MomentPicker
          cluster={cluster}
          range={range}
          backups={backups}
          written={written}
          now={now}
          onChange={setWritten}
        />
      ) : (
        <BackupPicker
          backups={backups}
          chosen={backup}
          databases={inPlace ? undefined : databases}
          now={now}
          onChoose={setBackup}
          onDatabases={setDatabases}
        />
      )}
      <RadioGroup
        label={t('backups.restoring.where')}
        value={where}
        onChange={value => setWhere(value === 'inPlace' ? value : 'new')}
        orientation="horizontal"
      >
        <Radio value="new">{t('backups.restoring.newCluster')}</Radio>
        <Radio value="inPlace">
          {t('backups.restoring.inPlace', { cluster: clusterName })}
        </Radio>
      </RadioGroup>
      {inPlace ? (
        <InPlace cluster={cluster} typed={typed} onType={setTyped} />
      ) : (
        <TextField
          label={t('backups.restoring.target')}
          description={
            problem ??
            t('backups.restoring.targetHint', { database: clusterName })
          }
          value={target}
          onChange={setTarget}
          isInvalid={problem !== undefined}
          autoComplete="off"
          spellCheck="false"
        />
      )}
      <PreviewOfRestore preview={preview} />
    </DialogForm>
  );
}
