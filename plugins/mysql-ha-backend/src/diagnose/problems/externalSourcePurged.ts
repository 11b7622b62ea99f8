import { holdings } from '../../observe';
import { outsideName } from '../following';
import { outsideProblem } from '../outsideProblem';
import { isNewerSeries } from '../versions';

/** The binlogs outside do not begin where the cluster stands: the data must be copied first. */
export const externalSourcePurged = outsideProblem({
  code: 'ExternalSourcePurged',
  after: ['ExternalSourceUnrelated'],
  severities: ['info', 'critical'],
  documentation: {
    when: 'The MySQL outside has purged binlogs that the primary needs, as after its first days always',
    sentence:
      'orders-0 needs transactions that db.example:3306 has no binlogs of any more. It is filled by CLONE from there.',
    engine:
      'CLONE from there, where the versions are of one series and the plugin is active outside. What the primary held goes.',
    person:
      "Where it can’t be cloned: bring both to one version or load the plugin (`INSTALL PLUGIN clone SONAME 'mysql_clone.so'`); or let it follow a server that still has all binlogs.",
  },
  find({ snapshot, primary, facts, outside }) {
    if (!outside || holdings(facts).contains(outside.gtidPurged)) {
      return undefined;
    }
    const what = `${primary} needs transactions that ${outsideName(
      snapshot,
    )} has no binlogs of any more`;
    const sameSeries =
      !isNewerSeries(outside.version, facts.version) &&
      !isNewerSeries(facts.version, outside.version);
    if (!sameSeries) {
      return {
        severity: 'critical',
        message: `${what}, and it can’t be cloned: it is MySQL ${outside.version}, here is ${facts.version}.`,
        next: `Set spec.image to ${outside.version} for the copy and upgrade later; or follow a server that still has all binlogs.`,
      };
    }
    if (!outside.givesClones) {
      return {
        severity: 'critical',
        message: `${what}, and it can’t be cloned: its plugin “clone” is not active.`,
        next: "Run there: INSTALL PLUGIN clone SONAME 'mysql_clone.so'; and grant BACKUP_ADMIN to the user of the Secret.",
      };
    }
    return {
      message: `${what}. It is filled by CLONE from there.`,
      recovery: {
        kind: 'CloneOutside',
        instance: primary,
        donor: outsideName(snapshot),
      },
    };
  },
});
