import { Alert, Button } from '@backstage/ui';
import { useTranslate } from '../translation';
import { failureWords } from './failureWords';

/** Why there is nothing to see, in the server's own words, and what to do. */
export function FailureCard(props: {
  error: unknown;
  about: string;
  onRetry: () => void;
}) {
  const t = useTranslate();
  const words = failureWords(props.error, props.about, t);
  return (
    <Alert
      role="alert"
      status={words.retry ? 'danger' : 'warning'}
      icon
      title={words.title}
      description={
        <>
          <p>{words.said}</p>
          <p>{words.remedy}</p>
        </>
      }
      customActions={
        words.retry && (
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('states.retry')}
          </Button>
        )
      }
    />
  );
}
