import { Header, Page } from '@backstage/core-components';
import { MysqlRouter } from '../fleet';
import { useTranslate } from '../translation';
import { LegacyPaths } from './LegacyPaths';
import styles from './MysqlPage.module.css';

/** The pages in the frame that the old system leaves to the plugin. */
export function MysqlPage() {
  const t = useTranslate();
  return (
    <LegacyPaths>
      <Page themeId="tool">
        <Header title={t('fleet.title')} />
        <main className={styles.content}>
          <MysqlRouter />
        </main>
      </Page>
    </LegacyPaths>
  );
}
