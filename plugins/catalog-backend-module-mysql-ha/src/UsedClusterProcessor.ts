import {
  Entity,
  getCompoundEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { CLUSTER_ANNOTATION } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A component that names its cluster in the annotation depends on it; nobody needs to write it twice. */
export class UsedClusterProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'MysqlHaUsedClusterProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const [namespace, name, ...rest] = (
      entity.metadata.annotations?.[CLUSTER_ANNOTATION] ?? ''
    ).split('/');
    if (entity.kind !== 'Component' || !namespace || !name || rest.length > 0) {
      return entity;
    }
    const component = getCompoundEntityRef(entity);
    const cluster = { kind: 'Resource', namespace, name };
    emit(
      processingResult.relation({
        source: component,
        type: RELATION_DEPENDS_ON,
        target: cluster,
      }),
    );
    emit(
      processingResult.relation({
        source: cluster,
        type: RELATION_DEPENDENCY_OF,
        target: component,
      }),
    );
    return entity;
  }
}
