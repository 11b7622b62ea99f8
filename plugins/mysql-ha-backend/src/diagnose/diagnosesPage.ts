import { Group, GROUPS } from './groups';
import { inOrder } from './inOrder';
import { ProblemKind } from './ProblemKind';

const PREFACE = `# Diagnoses

What the engine can find out about a cluster, in the order in which it looks and acts. Each is one predicate in
[\`plugins/mysql-ha-backend/src/diagnose/problems\`](../plugins/mysql-ha-backend/src/diagnose/problems) over one
[snapshot](../plugins/mysql-ha-backend/src/observe/Snapshot.ts), with its test beside it. The names are orchestrator's
where it has one.

This page is generated from those files (\`npm run generate\`): change them, not the page.

Where you see them: \`kubectl describe myc NAME\` (the message, the conditions and the Events carry the sentence; the
Event's reason is the name below), the cluster's page in the portal, and the operator's log.

- _Severity_: **info** is the course of things. **warning** is less than promised, while writes commit. **critical**
  means that writes do not commit, or that a promise about data is at stake.
- A finding for which the engine does nothing and a person is told what to do sets the condition \`Refused\`; when the
  cause is gone the engine goes on by itself.
- _W_ is the number of acknowledgements that a commit waits for, _n_ the number of recorded members
  (\`status.synchronous\`). n − W members must be readable before one may be promoted: then one of them holds the newest
  commit, and too few are left to acknowledge another.
`;

/** The page that explains every diagnosis, in Markdown. */
export function diagnosesPage(problems: readonly ProblemKind[]): string {
  return [
    PREFACE,
    ...GROUPS.flatMap((group: Group) => [
      `## ${group.title}`,
      '',
      ...introduction(group),
      ...inOrder(problems.filter(kind => kind.group === group.name)).flatMap(
        explanation,
      ),
    ]),
  ].join('\n');
}

function introduction({ introduction: words, blinds }: Group): string[] {
  const all = [
    ...(words ? [words] : []),
    ...(blinds
      ? [
          'While this holds, nothing below is looked at but what people ask for and instances that do not answer.',
        ]
      : []),
  ];
  return all.length > 0 ? [all.join(' '), ''] : [];
}

function explanation({
  code,
  severities,
  documentation: { when, sentence, engine, person },
}: ProblemKind): string[] {
  return [
    `### ${code}`,
    '',
    `${severities
      .map(severity => `**${severity}**`)
      .join(' or ')}: “${sentence}”`,
    '',
    `- _When_: ${stop(when)}`,
    `- _The engine_: ${stop(engine)}`,
    `- _You_: ${stop(person)}`,
    '',
  ];
}

function stop(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
