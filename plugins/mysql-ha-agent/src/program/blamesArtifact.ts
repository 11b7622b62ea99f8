import { DamagedArtifact } from '../artifact';
import { ProgramFailed } from '../mysql';
import { NotVerified } from '../restore';
import { StoreError } from '../stores/StoreError';

/** Whether it is the backup that can’t be restored, and not what surrounds it that keeps it from being tried. */
export function blamesArtifact(failure: unknown): boolean {
  return (
    failure instanceof DamagedArtifact ||
    failure instanceof NotVerified ||
    (failure instanceof ProgramFailed && !failure.fromOutside) ||
    (failure instanceof StoreError && failure.failure === 'missing')
  );
}
