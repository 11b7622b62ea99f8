import type { Replication } from './tree';
import styles from './Topology.module.css';

/** How a line of the picture looks, by what flows along it. */
export const LINE_CLASSES: Readonly<Record<Replication['kind'], string>> = {
  sync: styles.sync,
  async: styles.async,
  broken: styles.broken,
};
