import { AuthorityLostError } from '../../act';
import { MySqlError, MySqlInstance } from '../../mysql';
import { Plant } from '../operator';

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
    instance: instance => takingBack(instance, COMMANDS),
  };
}

/** The same, of what an operator does beside its loop alone. */
export function stubbornBeside(): Plant {
  return {
    rooms: rooms => ({
      ...rooms,
      execute: (plan, context) =>
        rooms.execute(
          plan,
          plan.background || plan.beside
            ? {
                ...context,
                assertAuthority: () => notLosing(context.assertAuthority),
                instance: name =>
                  takingBack(
                    context.instance(name),
                    new Set([...COMMANDS, 'cloneFrom']),
                  ),
              }
            : context,
        ),
    }),
  };
}

function notLosing(assertAuthority: () => void): void {
  try {
    assertAuthority();
  } catch (error) {
    if (!(error instanceof AuthorityLostError)) throw error;
  }
}

/** An instance whose command lock is taken back whenever it is lost. */
function takingBack(
  instance: MySqlInstance,
  commands: ReadonlySet<string | symbol>,
): MySqlInstance {
  return new Proxy(instance, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function' || !commands.has(key)) return member;
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
  });
}
