import { Alert, Button } from '@backstage/ui';
import { useNow } from '../live';
import { useTranslate } from '../translation';
import { duration, messageOf } from '../words';

/** Says that what one sees is the last that could be read. */
export function StaleHint(props: {
  readAt: number;
  failure: unknown;
  onRetry: () => void;
}) {
  const t = useTranslate();
  const now = useNow();
  const { failure } = props;
  const age = duration(Math.floor((now - props.readAt) / 1_000));
  return (
    <Alert
      status="warning"
      icon
      title={t('states.stale.title', { age })}
      description={
        <>
          <p>{t('states.stale.text')}</p>
          <p>{messageOf(failure)}</p>
        </>
      }
      customActions={
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          {t('states.retry')}
        </Button>
      }
    />
  );
}
