/** The embedded Kubernetes for a Linux machine that has none: bring it up, look at it, hurt it, take it down. */
export { down, reset } from './down.ts';
export { Remediable } from './errors.ts';
export { kubeconfigPath, localDirectory } from './instance.ts';
export { mysqlRootfs } from './images/mysqlRootfs.ts';
export { loadImages, loadOperatorImage } from './loadImages.ts';
export { kubectlCommand } from './kubectl.ts';
export { nodeDaemon, runInNodeNetwork } from './nodeAccess.ts';
export { heal, partition } from './partition.ts';
export { cutPower } from './power.ts';
export { podProcesses } from './podProcesses.ts';
export type { PodProcess } from './podProcesses.ts';
export { lines, silent } from './progress.ts';
export type { Progress } from './progress.ts';
export { status, statusInWords } from './status.ts';
export type { ClusterStatus, MachineStatus } from './status.ts';
export { up } from './up.ts';
export type { Up, UpOptions } from './up.ts';
export { s3Server } from './stores/s3.ts';
