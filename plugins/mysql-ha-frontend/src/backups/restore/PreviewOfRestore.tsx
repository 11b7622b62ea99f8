import { Alert, Skeleton, Text } from '@backstage/ui';
import { useTranslate } from '../../translation';
import { CodeBlock, Said } from '../../ui';
import styles from './Restore.module.css';
import type { RestorePreview } from './useRestorePreview';

/** What would be created, or why it can’t be: both in the system’s own words. */
export function PreviewOfRestore(props: { preview: RestorePreview }) {
  const { preview } = props;
  const t = useTranslate();
  switch (preview.state) {
    case 'unasked':
      return null;
    case 'asking':
      return (
        <div role="status">
          <Text as="p" variant="body-small" color="secondary">
            {t('backups.restoring.asking')}
          </Text>
          <Skeleton width="100%" height={96} aria-hidden />
        </div>
      );
    case 'failed':
      return (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('backups.restoring.refused')}
          description={<Said text={preview.reason} />}
        />
      );
    case 'answered': {
      const { manifest, warnings } = preview.answer;
      return (
        <>
          {warnings.length > 0 && (
            <Alert
              status="info"
              icon
              title={t('backups.restoring.waits')}
              description={warnings.join(' ')}
            />
          )}
          <details className={styles.manifest} open>
            <summary>{t('backups.restoring.manifest')}</summary>
            <CodeBlock
              text={manifest}
              label={t('backups.restoring.manifest')}
              copy={t('backups.restoring.copy')}
              maxHeight="17rem"
            />
          </details>
        </>
      );
    }
    default:
      return preview satisfies never;
  }
}
