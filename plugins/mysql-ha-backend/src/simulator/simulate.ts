import { Plant } from './operator';
import { Outcome } from './Outcome';
import { Schedule } from './schedule';
import { Simulation } from './Simulation';

/** Runs one schedule on the engine's own rooms. @param trace - told what happens, line by line */
export async function simulate(
  schedule: Schedule,
  plant: Plant = {},
  trace?: (line: string) => void,
): Promise<Outcome> {
  return new Simulation(schedule, plant, trace).run();
}
