import { Step } from './Plan';

/**
 * Closes a primary that goes on to be it, and stays one to read and to copy from. Its clients hear of a lost connection,
 * which promises them nothing; what waited is committed there, as after a restart, and the copy has it too. A clone
 * that is under way goes on: its account is not cut off.
 */
export function closed(instance: string): readonly Step[] {
  return [
    { do: 'Fence', instance },
    { do: 'LiftOfflineMode', instance },
  ];
}
