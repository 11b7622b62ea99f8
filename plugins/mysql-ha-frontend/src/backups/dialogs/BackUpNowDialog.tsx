import {
  Alert,
  Radio,
  RadioGroup,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  BackupsView,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { mysqlHaApiRef } from '../../api';
import { useTranslate } from '../../translation';
import { ActionDialog, useAccepted } from '../../ui';
import { reachability } from '../lists';
import { databasesIn, isObjectName, stamped } from '../names';

const METHODS = ['Physical', 'Logical'] as const;

/** Makes a backup now: a name, how, and where to. */
export function BackUpNowDialog(props: {
  cluster: ClusterView;
  view: BackupsView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { cluster, view } = props;
  const { locations, defaultLocation } = view;
  const { namespace } = cluster;
  const t = useTranslate();
  const api = useApi(mysqlHaApiRef);
  const accept = useAccepted(props.onDone);
  const [name, setName] = useState(() => stamped(cluster.name, Date.now()));
  const [method, setMethod] = useState<(typeof METHODS)[number]>('Physical');
  const [databases, setDatabases] = useState('');
  const [place, setPlace] = useState(defaultLocation ?? locations.at(0)?.name);
  const valid = isObjectName(name);
  const chosen = locations.find(each => each.name === place);
  const { holds, message } = chosen
    ? reachability(chosen)
    : { holds: 'Unknown' as const, message: undefined };

  const send = async () => {
    const logical = method === 'Logical';
    const { warnings } = await api.createBackup(cluster, {
      name,
      spec: {
        method,
        locationName: place,
        ...(logical ? { databases: databasesIn(databases) } : {}),
      },
    });
    accept(
      [t('backups.create.done', { backup: name }), ...warnings].join(' '),
      warnings.length === 0 ? 'success' : 'info',
    );
  };

  return (
    <ActionDialog
      title={t('backups.create.title', {
        cluster: `${namespace}/${cluster.name}`,
      })}
      submit={t('backups.create.submit')}
      ready={valid && place !== undefined}
      onSubmit={send}
      onClose={props.onClose}
    >
      <Text as="p">
        {t(
          cluster.spec.instances === 1
            ? 'backups.create.textAlone'
            : 'backups.create.text',
        )}
      </Text>
      <RadioGroup
        label={t('backups.create.method')}
        value={method}
        onChange={value =>
          setMethod(METHODS.find(each => each === value) ?? 'Physical')
        }
        orientation="horizontal"
      >
        {METHODS.map(each => (
          <Radio key={each} value={each}>
            {t(`backups.method.${each}`)}
          </Radio>
        ))}
      </RadioGroup>
      <Text as="p" variant="body-small" color="secondary">
        {t(`backups.methodText.${method}`)}
      </Text>
      {method === 'Logical' && (
        <TextField
          label={t('backups.create.databases')}
          description={t('backups.create.databasesHint')}
          value={databases}
          onChange={setDatabases}
          autoComplete="off"
          spellCheck="false"
        />
      )}
      {locations.length === 0 ? (
        <Alert
          status="warning"
          icon
          description={t('backups.create.noLocation', { namespace })}
        />
      ) : (
        <Select
          label={t('backups.create.location')}
          selectedKey={place ?? null}
          onSelectionChange={key => setPlace(String(key))}
          options={locations.map(location => ({
            value: location.name,
            label: [location.name, location.status.place]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      )}
      {holds === 'False' && (
        <Alert
          status="warning"
          icon
          title={t('backups.create.waits')}
          description={message}
        />
      )}
      <TextField
        label={t('backups.create.name')}
        description={
          valid
            ? t('backups.create.nameHint')
            : t('backups.create.nameRule', { example: 'before-the-migration' })
        }
        value={name}
        onChange={setName}
        isInvalid={!valid}
        autoComplete="off"
        spellCheck="false"
      />
    </ActionDialog>
  );
}
