/** CPU and memory of each instance, by a word that a developer can choose without knowing MySQL. */
export const clusterSizes = {
  small: size('250m', '512Mi'),
  medium: size('1', '2Gi'),
  large: size('2', '8Gi'),
} as const;

function size(cpu: string, memory: string) {
  return {
    // The memory that is used is the memory that is promised: mysqld fills its buffer pool and never gives it back.
    requests: { cpu, memory },
    // No CPU limit: throttling a database makes it slow while the node idles.
    limits: { memory },
  };
}
