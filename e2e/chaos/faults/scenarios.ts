import { Scenario } from '../Scenario';
import { accountStatement } from './accountStatement';
import { allKilled } from './allKilled';
import { allPods } from './allPods';
import { allPowerLoss } from './allPowerLoss';
import { backups } from './backups';
import { diskFull } from './diskFull';
import { doubleKill } from './doubleKill';
import { drain } from './drain';
import { freeze } from './freeze';
import { frozenOperator } from './frozenOperator';
import { frozenReplicaTightDisk } from './frozenReplicaTightDisk';
import { imageChange } from './imageChange';
import { kill } from './kill';
import { kubeletDead } from './kubeletDead';
import { oneDirection } from './oneDirection';
import { partitionEviction } from './partitionEviction';
import { partitionFromOperator } from './partitionFromOperator';
import { partitionFromReplicas } from './partitionFromReplicas';
import { partitionPodDelete } from './partitionPodDelete';
import { partitionPrimary } from './partitionPrimary';
import { partitionReplica } from './partitionReplica';
import { passwordRotation } from './passwordRotation';
import { podDelete } from './podDelete';
import { powerLoss } from './powerLoss';
import { primaryAndOperator } from './primaryAndOperator';
import { scale } from './scale';
import { slowDisk } from './slowDisk';
import { stop } from './stop';
import { volumeWiped } from './volumeWiped';

/** All of them; a run without a choice plays each once. */
export const SCENARIOS: readonly Scenario[] = [
  kill,
  stop,
  freeze,
  podDelete,
  partitionPrimary,
  frozenOperator,
  allPods,
  allKilled,
  partitionReplica,
  partitionFromOperator,
  partitionFromReplicas,
  oneDirection,
  doubleKill,
  primaryAndOperator,
  kubeletDead,
  powerLoss,
  allPowerLoss,
  volumeWiped,
  diskFull,
  slowDisk,
  frozenReplicaTightDisk,
  imageChange,
  scale,
  drain,
  partitionPodDelete,
  partitionEviction,
  accountStatement,
  passwordRotation,
  backups,
];
