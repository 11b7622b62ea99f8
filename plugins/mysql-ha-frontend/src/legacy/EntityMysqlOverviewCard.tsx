import { EntityMysqlOverviewCard as Shared } from '../entity';
import { LegacyPaths } from './LegacyPaths';

/** The shared component with the old system's paths. */
export function EntityMysqlOverviewCard() {
  return (
    <LegacyPaths>
      <Shared />
    </LegacyPaths>
  );
}
