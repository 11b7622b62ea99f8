import type { ConnectionDetails } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';
import { CopyButton } from '../ui';
import styles from './Connection.module.css';

/** Where to connect, each value with a copy button. */
export function Details(props: { connection: ConnectionDetails }) {
  const { connection } = props;
  const t = useTranslate();
  const rows: ReadonlyArray<readonly [string, string]> = [
    [t('connection.writesHost'), connection.host],
    [t('connection.readsHost'), connection.replicasHost],
    [t('connection.port'), String(connection.port)],
    [t('connection.database'), connection.database],
    [t('connection.username'), connection.username],
    [t('connection.secret'), connection.secretName],
  ];
  return (
    <>
      <dl className={styles.details}>
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton
                text={value}
                label={t('connection.copyNamed', { name })}
              />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.hint}>{t('connection.password')}</p>
    </>
  );
}
