import { useEntity } from '@backstage/plugin-catalog-react';
import { MysqlContent } from '../cluster';
import { BadAnnotation } from './BadAnnotation';
import { clusterOf } from './entityCluster';

/** The tab of an entity with everything about its database. */
export function EntityMysqlContent() {
  const { entity } = useEntity();
  const cluster = clusterOf(entity);
  return cluster ? (
    <MysqlContent cluster={cluster} />
  ) : (
    <BadAnnotation entity={entity} />
  );
}
