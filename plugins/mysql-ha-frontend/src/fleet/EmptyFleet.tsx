import { ButtonLink, Text } from '@backstage/ui';
import { clusterReadPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RiAddLine, RiDatabase2Line } from '@remixicon/react';
import { usePortalPaths } from '../routing';
import { useTranslate } from '../translation';
import styles from './Fleet.module.css';

/** What to do while there is nothing, and why there may be nothing to see. */
export function EmptyFleet() {
  const t = useTranslate();
  const { create } = usePortalPaths();
  return (
    <section className={styles.empty}>
      <RiDatabase2Line size={48} aria-hidden />
      <Text as="h2" variant="title-small" weight="bold">
        {t('fleet.empty.title')}
      </Text>
      <Text as="p">{t('fleet.empty.text')}</Text>
      {create && (
        <ButtonLink variant="primary" iconStart={<RiAddLine />} href={create}>
          {t('fleet.empty.action')}
        </ButtonLink>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {t('fleet.empty.forbidden', { permission: clusterReadPermission.name })}
      </Text>
    </section>
  );
}
