import { GtidSet } from '../mysql';
import { MySqlWorld, Server } from '../mysql/inMemory';

/** The application's scheduled event, as its owner wants it. */
export class OwnedEvent {
  static readonly EVENT = {
    schema: 'orders',
    name: 'nightly',
    definer: 'orders@%',
  } as const;

  private readonly altered: { gtid: GtidSet; enabled: boolean }[] = [];

  /** What CREATE EVENT, or ALTER EVENT, leaves in the binary log. */
  static change(enabled: boolean) {
    return {
      kind: 'event',
      event: { ...OwnedEvent.EVENT, enabled },
    } as const;
  }

  /** Its owner enables or disables it. */
  alter(world: MySqlWorld, server: string, enabled: boolean): void {
    world.commit(server, {
      change: OwnedEvent.change(enabled),
      onTold: (outcome, gtid) => {
        if (gtid && outcome !== 'refused') this.altered.push({ gtid, enabled });
      },
    });
  }

  /**
   * Whether events run on the primary alone, and this one is there as its owner left it.
   * @returns how not, as a sentence
   */
  notAsWanted(primary: Server, all: readonly Server[]): string | undefined {
    for (const { name, process } of all) {
      if (process && process.schedulesEvents !== (name === primary.name)) {
        return `the scheduler of ${name} is ${
          process.schedulesEvents ? 'on' : 'off'
        }`;
      }
    }
    const [event] = primary.disk.events.list(0);
    if (!event) return `${primary.name} has no event`;
    const wanted = this.wanted(primary) ? 'ENABLED' : 'DISABLED';
    if (event.status === wanted) return undefined;
    const isKnown = [...this.records(primary), ...this.witnesses(all)].some(
      lastAltered => lastAltered === event.lastAltered,
    );
    return event.status === 'REPLICA_SIDE_DISABLED' && !isKnown
      ? undefined
      : `its event is ${event.status}, and its owner wants it ${wanted}`;
  }

  /** What counts is in the history that goes on. */
  private wanted({ disk }: Server): boolean {
    const [last] = this.altered
      .filter(({ gtid }) => disk.logged.contains(gtid))
      .slice(-1);
    return last?.enabled ?? true;
  }

  private records({ disk }: Server): readonly string[] {
    return disk.events.recorded.map(({ lastAltered }) => lastAltered);
  }

  private witnesses(all: readonly Server[]): readonly string[] {
    return all
      .flatMap(({ disk }) => disk.events.list(0))
      .filter(({ status }) => status !== 'REPLICA_SIDE_DISABLED')
      .map(({ lastAltered }) => lastAltered);
  }
}
