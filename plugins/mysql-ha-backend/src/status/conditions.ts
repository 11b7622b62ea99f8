import { Condition } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { isFollowing, outsideName } from '../diagnose';
import { Snapshot } from '../observe';
import { backedUp } from './backedUp';
import { binlogsArchived } from './binlogsArchived';
import { condition, UndatedCondition } from './condition';
import { dataSafe } from './dataSafe';
import { fenced } from './fenced';
import { followsSource } from './followsSource';
import { primaryAvailable } from './primaryAvailable';
import { appUserMissing, ready } from './ready';
import { Refusal, refused } from './refusals';
import { replicating } from './replicating';

/** The conditions of a cluster. Pure. */
export function conditions(
  snapshot: Snapshot,
  refusals: readonly Refusal[],
  {
    appUserReady,
    before = [],
  }: {
    readonly appUserReady: boolean;
    readonly before?: readonly Condition[];
  },
): readonly UndatedCondition[] {
  if (isFollowing(snapshot)) return followingConditions(snapshot, refusals);
  const available = primaryAvailable(snapshot);
  const current = replicating(snapshot);
  const safe = dataSafe(snapshot);
  const archived = binlogsArchived(
    snapshot,
    before.find(({ type }) => type === 'BinlogsArchived'),
  );
  return [
    ready(snapshot, [
      available,
      current,
      safe,
      ...(appUserReady ? [] : [appUserMissing()]),
    ]),
    available,
    current,
    safe,
    fenced(snapshot),
    refused(refusals),
    backedUp(snapshot),
    ...(archived ? [archived] : []),
  ];
}

/** A cluster that follows a MySQL outside takes no writes, and is ready without. */
function followingConditions(
  snapshot: Snapshot,
  refusals: readonly Refusal[],
): readonly UndatedCondition[] {
  const follows = followsSource(snapshot);
  const current = replicating(snapshot);
  const name = outsideName(snapshot);
  return [
    ready(
      snapshot,
      [follows, current],
      `All instances run as the spec says, and follow ${name}.`,
    ),
    condition(
      'PrimaryAvailable',
      false,
      'Following',
      `The cluster follows ${name} and takes no writes until spec.externalSource is removed.`,
    ),
    current,
    condition(
      'DataSafe',
      true,
      'Following',
      `The data are a copy of ${name}; commits there wait for nobody here.`,
    ),
    follows,
    fenced(snapshot),
    refused(refusals),
    backedUp(snapshot),
  ];
}
