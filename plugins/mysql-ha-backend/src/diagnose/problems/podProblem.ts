import { PATIENCE_MS, silentInstanceProblem } from '../silentInstance';

/** Kubernetes names what keeps it from running. */
export const podProblem = silentInstanceProblem({
  code: 'PodProblem',
  after: ['HopelessPod'],
  severities: ['warning'],
  documentation: {
    when: 'Its volume or its pod has a problem that Kubernetes names',
    sentence:
      'orders-2: No node can take it: 0/3 nodes are available: 3 Insufficient memory.',
    engine: 'A pod made from an older spec is made anew: that may be the cure.',
    person: 'The remedy stands with the sentence, after 15 s.',
  },
  find({ name, pod, volume }, { takenAt }) {
    if (volume?.problem) {
      return { message: `Volume of ${name}: ${volume.problem}` };
    }
    if (!pod?.problem) return undefined;
    return {
      message: `${name}: ${pod.problem}`,
      next:
        takenAt - Date.parse(pod.createdAt) > PATIENCE_MS
          ? pod.remedy
          : undefined,
    };
  },
});
