import type { Entity } from '@backstage/catalog-model';
import { Alert } from '@backstage/ui';
import { CLUSTER_ANNOTATION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';

/** Says what the annotation must look like. */
export function BadAnnotation(props: { entity: Entity }) {
  const t = useTranslate();
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('states.badAnnotation.title', {
        annotation: CLUSTER_ANNOTATION,
      })}
      description={t('states.badAnnotation.remedy', {
        value: props.entity.metadata.annotations?.[CLUSTER_ANNOTATION] ?? '',
      })}
    />
  );
}
