import { Container, Link } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { useParams } from 'react-router-dom';
import { usePortalPaths } from '../routing';
import { useTranslate } from '../translation';
import styles from './ClusterPage.module.css';
import { MysqlContent } from './MysqlContent';

/** The page of a cluster, also of one that the catalog doesn't know. */
export function ClusterPage() {
  const { namespace = '', name = '' } = useParams();
  const { fleet } = usePortalPaths();
  const t = useTranslate();
  return (
    <Container>
      {fleet && (
        <nav className={styles.back}>
          <Link href={fleet} standalone>
            <RiArrowLeftLine size={16} aria-hidden /> {t('fleet.back')}
          </Link>
        </nav>
      )}
      <MysqlContent cluster={{ namespace, name }} />
    </Container>
  );
}
