import { Alert } from '@backstage/ui';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useNow } from '../live';
import { useTranslate } from '../translation';
import { Said } from '../ui';
import { alarms } from '../verdict';
import { clock } from '../words';

/** Conditions that need attention, in the engine's own sentences. */
export function Alarms(props: { cluster: ClusterView }) {
  const t = useTranslate();
  const now = useNow(60_000);
  return (
    <>
      {alarms(props.cluster).map(({ tone, condition }) => (
        <Alert
          key={condition.type}
          status={tone === 'bad' ? 'danger' : 'warning'}
          icon
          title={`${t(`status.condition.${condition.type}`)}, ${t(
            'status.since',
            { time: clock(condition.lastTransitionTime, now) },
          )}`}
          description={<Said text={condition.message} />}
        />
      ))}
    </>
  );
}
