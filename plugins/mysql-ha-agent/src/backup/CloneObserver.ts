import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { ScratchMysqld } from '../mysql';
import { askOne } from '../mysql/ask';
import { Progress } from '../progress';

const everyMs = 500;

const cloned = z.object({ bytes: z.coerce.number() });

/** Tells how far a CLONE is, by what its recipient says of it. */
export class CloneObserver {
  private told = 0;
  private timer: NodeJS.Timeout;

  private constructor(
    private readonly connection: Connection,
    private readonly progress: Progress,
  ) {
    this.timer = setInterval(() => {
      this.look().catch(() => {}); // mysqld goes down at the end
    }, everyMs);
  }

  static async start(
    mysqld: ScratchMysqld,
    progress: Progress,
  ): Promise<CloneObserver> {
    return new CloneObserver(await mysqld.connect(), progress);
  }

  end(): void {
    clearInterval(this.timer);
    this.connection.destroy();
  }

  private async look(): Promise<void> {
    const { bytes } = await askOne(
      this.connection,
      cloned,
      'SELECT COALESCE(SUM(DATA), 0) AS bytes FROM performance_schema.clone_progress',
    );
    this.progress.add(bytes - this.told);
    this.told = bytes;
  }
}
