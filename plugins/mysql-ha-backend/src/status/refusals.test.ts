import { Finding } from '../diagnose';
import { Refusal, refused, refusalsOf } from './refusals';

describe('refusalsOf', () => {
  it('reads what blocks before what is merely ignored', () => {
    const refusals: Refusal[] = [
      { reason: 'A', message: 'One key is ignored.', effect: 'ignored' },
      { reason: 'B', message: 'The image is missing.', effect: 'blocks' },
    ];
    const findings = [
      {
        code: 'ReplicationError',
        severity: 'critical',
        message: 'orders-1 can’t apply.',
        next: 'Rebuild it.',
      },
      {
        code: 'InstanceStarting',
        severity: 'info',
        message: 'It starts.',
        next: 'Wait.',
      },
    ] as const;
    expect(refusalsOf(findings, refusals).map(r => r.message)).toEqual([
      'The image is missing.',
      'orders-1 can’t apply. Next: Rebuild it.',
      'One key is ignored.',
    ]);
  });

  const waiting: Finding = {
    code: 'PrimaryWaitsForMembers',
    severity: 'critical',
    message: 'orders-0 waits for orders-1.',
    next: 'Bring it back.',
  };

  it('asks nobody for what passes as soon as an instance that starts is there', () => {
    const starting: Finding = {
      code: 'InstanceStarting',
      severity: 'info',
      message: 'orders-1 starts.',
    };
    expect(refusalsOf([waiting, starting], [])).toEqual([]);
    expect(refusalsOf([waiting], [])).toHaveLength(1);
  });
});

describe('the condition Refused', () => {
  it('has the reason of the first and says each message once', () => {
    const missing: Refusal = {
      reason: 'ImageMissing',
      message: 'The image is missing.',
      effect: 'blocks',
    };
    expect(refused([missing, missing])).toMatchObject({
      status: 'True',
      reason: 'ImageMissing',
      message: 'The image is missing.',
    });
  });
});
