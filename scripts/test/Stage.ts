/** A test that failed, in words for the end of the run. */
export interface Failure {
  readonly test: string;
  readonly message: string;
}

/** What a stage found out. */
export interface StageResult {
  readonly passed: number;
  readonly failures: readonly Failure[];
}

/** What a stage needs to be there before it runs. */
export interface TestBed {
  /** Kubeconfig of the cluster for tests, which is not the one of `npm start`. */
  readonly kubeconfig: string;
  /** For LOCAL_CLUSTER, by which a test cuts nodes off. */
  readonly instance: string;
  /** An unpacked image with MySQL's programs, for tests without Kubernetes. */
  readonly rootfs: string;
}

/** A part of `npm test` that can be run alone by its name. */
export interface Stage {
  readonly name: string;
  /**
   * Whether it needs the tests' cluster, only MySQL's programs, or just the sources; `room` for one that brings up a
   * cluster of its own.
   */
  readonly needs: 'sources' | 'mysql' | 'cluster' | 'room';
  /** Whether `npm test` leaves it out unless it is named, as it takes long and a part of it is in another stage. */
  readonly onlyByName?: boolean;
  /** Runs it. What it throws counts as one failure. */
  run(bed: TestBed): Promise<StageResult>;
}

/** A check that either holds or doesn't. */
export function check(test: string, ok: boolean, message: string): StageResult {
  return ok
    ? { passed: 1, failures: [] }
    : { passed: 0, failures: [{ test, message }] };
}
