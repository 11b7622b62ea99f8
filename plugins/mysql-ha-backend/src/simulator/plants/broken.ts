import { relayOf } from '../../diagnose';
import { GtidSet, MySqlError, MySqlInstance } from '../../mysql';
import {
  factsOf,
  holdings,
  membersOf,
  primaryOf,
  reachable,
  Snapshot,
} from '../../observe';
import { Plant } from '../operator';
import { verb } from './swap';

/** The record, with these as its members. */
export function withMembers(
  snapshot: Snapshot,
  members: readonly string[],
  waitFor = snapshot.recorded.synchronous?.waitFor ?? 0,
): Snapshot {
  const { synchronous } = snapshot.recorded;
  return {
    ...snapshot,
    recorded: {
      ...snapshot.recorded,
      synchronous: synchronous && {
        ...synchronous,
        members: [...members],
        waitFor,
      },
    },
  };
}

/** While the primary is silent, as if there were no members but those that answer. */
export function withAnsweringMembers(snapshot: Snapshot): Snapshot {
  if (factsOf(primaryOf(snapshot))) return snapshot;
  const { primary = '' } = snapshot.recorded;
  const answering = snapshot.instances.filter(
    instance =>
      membersOf(snapshot).includes(instance.name) &&
      (instance.name === primary || factsOf(instance)),
  );
  return withMembers(
    snapshot,
    answering.map(({ name }) => name),
  );
}

/** While the primary is silent, as if empty instances and those that are being filled had something to say. */
export function withEmptyVoters(snapshot: Snapshot): Snapshot {
  if (factsOf(primaryOf(snapshot))) return snapshot;
  const common = reachable(snapshot.instances)
    .map(({ facts }) => holdings(facts))
    .filter(set => !set.isEmpty())
    .reduce<GtidSet | undefined>(
      (all, set) => all?.intersect(set) ?? set,
      undefined,
    );
  return {
    ...snapshot,
    instances: snapshot.instances.map(({ task: _, ...instance }) => {
      const facts = factsOf(instance);
      return common && facts && holdings(facts).isEmpty()
        ? {
            ...instance,
            mysql: {
              state: 'reachable',
              ageMs: 0,
              facts: { ...facts, gtidExecuted: common },
            },
          }
        : instance;
    }),
  };
}

const COMMANDS: ReadonlySet<string | symbol> = new Set<keyof MySqlInstance>([
  'stopReceiving',
  'startReceiving',
  'followSource',
  'startApplying',
  'forgetSource',
  'setSemiSyncSource',
  'makeWritable',
  'makeReadOnly',
  'liftOfflineMode',
  'fence',
  'writeTerm',
]);

/** An operator that trusts in its Lease for ever, and takes back every command lock that it lost. */
export function stubbornCommand(): Plant {
  return {
    hasAuthority: () => true,
    instance: instance =>
      new Proxy(instance, {
        get(target, key) {
          const member: unknown = Reflect.get(target, key);
          if (typeof member !== 'function' || !COMMANDS.has(key)) return member;
          return async (...args: unknown[]) => {
            try {
              return await member.apply(target, args);
            } catch (error) {
              if (!(error instanceof MySqlError)) throw error;
              await target.takeCommand();
              return member.apply(target, args);
            }
          };
        },
      }),
  };
}

/** Makes members of current replicas, wherever they receive from. */
export function countsRelayed(): Plant {
  return {
    rooms: rooms => ({
      ...rooms,
      diagnose: snapshot => {
        const found = rooms
          .diagnose(snapshot)
          .filter(({ code }) => code !== 'RelayedMember');
        const relayed = snapshot.instances.find(
          ({ name, wanted }) =>
            wanted &&
            !membersOf(snapshot).includes(name) &&
            relayOf(snapshot, name) !== undefined,
        );
        return found.length > 0 || !relayed
          ? found
          : [
              {
                code: 'NewMember',
                severity: 'info',
                instance: relayed.name,
                message: `${relayed.name} becomes a member.`,
                recovery: { kind: 'AddMember', instance: relayed.name },
              },
            ];
      },
    }),
  };
}

/** Says of receivers that they stopped, and lets them run. */
export function pretendedFence(): Plant {
  return verb(instance => {
    let pretends = false;
    const start = <Rest extends readonly unknown[]>(
      go: (...rest: Rest) => Promise<void>,
    ) => {
      return (...rest: Rest) => {
        pretends = false;
        return go(...rest);
      };
    };
    return {
      async stopReceiving() {
        pretends = true;
      },
      startReceiving: start(options => instance.startReceiving(options)),
      followSource: start((source, options) =>
        instance.followSource(source, options),
      ),
      forgetSource: start(() => instance.forgetSource()),
      async facts() {
        const facts = await instance.facts();
        const { replica } = facts;
        return pretends && replica
          ? {
              ...facts,
              semiSyncReplicaEnabled: false,
              replica: { ...replica, receiver: 'OFF' as const },
            }
          : facts;
      },
    };
  });
}
