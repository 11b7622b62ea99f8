/** The page at the head of the archive. */
export function contents(
  cluster: string,
  takenAt: Date,
  commit: string,
): string {
  return `${cluster}, taken ${takenAt.toISOString()} by mysql-ha at ${commit}

cluster.json, cluster.txt   the MySQLCluster: spec, conditions, members, incidents with evidence and steps
examination.json            what an operator would see now: snapshot, findings, and the plan for each
objects/                    what belongs to it; of Secrets the keys and lengths alone
events.txt                  Kubernetes Events of the namespace
leases.json                 which operator looks after which clusters
logs/                       of its pods and of operators in the namespace mysql-ha, also of what ran before a restart
missing.txt                 what could not be read, and why

Values of the namespace's Secrets are replaced by ‹secret/key› wherever they stood. Names, addresses, SQL in MySQL's
error log and data in Events are not: look before you pass it on.
`;
}
