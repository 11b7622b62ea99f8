import { Scenario } from '../Scenario';
import { allKilled } from './allKilled';
import { allPods } from './allPods';
import { doubleKill } from './doubleKill';
import { frozenOperator } from './frozenOperator';
import { kill } from './kill';
import { oneDirection } from './oneDirection';
import { partitionFromOperator } from './partitionFromOperator';
import { partitionFromReplicas } from './partitionFromReplicas';
import { partitionPrimary } from './partitionPrimary';
import { partitionReplica } from './partitionReplica';
import { podDelete } from './podDelete';
import { primaryAndOperator } from './primaryAndOperator';
import { stop } from './stop';

/** All of them; a run without a choice plays them in turn. */
export const SCENARIOS: readonly Scenario[] = [
  kill,
  stop,
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
];
