import { relayOf } from '../../diagnose';
import { membersOf } from '../../observe';
import { Plant } from '../operator';
import { verb } from './swap';

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
