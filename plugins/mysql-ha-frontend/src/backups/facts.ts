import type {
  BackupsView,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import type { Answer } from '../verdict';
import { age, clock, duration } from '../words';
import { isGood, isOwn, lastGood, momentOf } from './backupState';
import { sizeWords } from './backupWords';
import { nextFiring } from './nextFiring';
import { recoverableRange } from './recoverableRange';
import { secondsWords } from './secondsWords';

/** A question about backups, and the answer. */
export interface Fact extends Answer {
  readonly term: string;
}

/** What a person asks first: can I have it back, to when, is that proved, and does it go on. Pure. */
export function factsOf(
  view: BackupsView,
  cluster: ClusterView,
  now: number,
  t: Translate,
): Fact[] {
  return [
    recoverable(view, now, t),
    last(view, now, t),
    proved(cluster, now, t),
    next(view, now, t),
  ];
}

function recoverable(view: BackupsView, now: number, t: Translate): Fact {
  const term = t('backups.recoverable.term');
  const range = recoverableRange(view);
  if (range) {
    const { from, to, gaps } = range;
    return {
      term,
      tone: gaps.length > 0 ? 'note' : 'good',
      words: secondsWords(range, now, t),
      detail: [
        t('backups.recoverable.range', {
          from: clock(new Date(from).toISOString(), now),
          to: clock(new Date(to).toISOString(), now),
        }),
        gaps.length > 0 &&
          t('backups.recoverable.gaps', { count: gaps.length }),
      ]
        .filter(Boolean)
        .join(', '),
    };
  }
  const good = view.backups.filter(each => isGood(each) && isOwn(each)).length;
  return good === 0
    ? { term, tone: 'note', words: t('backups.recoverable.nothing') }
    : {
        term,
        tone: 'good',
        words: t('backups.recoverable.backups', { count: good }),
      };
}

function last({ backups }: BackupsView, now: number, t: Translate): Fact {
  const term = t('backups.last.term');
  const newest = lastGood(backups);
  if (!newest) return { term, tone: 'note', words: t('backups.last.none') };
  const moment = new Date(momentOf(newest)).toISOString();
  return {
    term,
    tone: 'good',
    words: t('backups.last.ago', { age: age(moment, now) ?? '' }),
    detail: [newest.name, sizeWords(newest)].filter(Boolean).join(' · '),
  };
}

function proved(
  { status, spec }: ClusterView,
  now: number,
  t: Translate,
): Fact {
  const term = t('backups.proved.term');
  const { provedAt, provedBackup, message } = status.verification ?? {};
  const proof = age(provedAt, now);
  if (provedAt !== undefined && proof !== undefined) {
    return {
      term,
      tone: 'good',
      words: t('backups.proved.ago', { age: proof }),
      detail: [clock(provedAt, now), provedBackup].filter(Boolean).join(' · '),
    };
  }
  return {
    term,
    tone: 'note',
    words: t('backups.proved.never'),
    detail:
      message ??
      t(spec.backup?.verify ? 'backups.proved.hint' : 'backups.proved.off'),
  };
}

function next({ schedules }: BackupsView, now: number, t: Translate): Fact {
  const term = t('backups.next.term');
  const firing = nextFiring(schedules);
  if (firing) {
    return {
      term,
      tone: 'good',
      words:
        firing.at > now
          ? t('backups.next.in', { span: duration((firing.at - now) / 1_000) })
          : t('backups.next.due'),
      detail: firing.schedule,
    };
  }
  const isSuspended =
    schedules.length > 0 && schedules.every(({ spec }) => spec.suspend);
  return {
    term,
    tone: 'note',
    words: t(isSuspended ? 'backups.next.suspended' : 'backups.next.none'),
  };
}
