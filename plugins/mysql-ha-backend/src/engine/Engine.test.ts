import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine', () => {
  const harness = engineForEachTest();

  it('brings three empty instances to a healthy semi-synchronous cluster', async () => {
    harness.apply({ instances: 3 });
    await harness.untilHealthy();

    expect(harness.status).toMatchObject({
      phase: 'Healthy',
      primary: 'orders-0',
      term: 1,
      ready: '3/3',
      synchronous: {
        members: ['orders-0', 'orders-1', 'orders-2'],
        waitFor: 1,
      },
    });
    expect(harness.served('primary')).toEqual(['orders-0']);
    expect(harness.served('replicas')).toEqual(['orders-1', 'orders-2']);
  });

  it('asks nothing of Kubernetes but its Leases while nothing changes', async () => {
    harness.apply({ instances: 3 });
    await harness.untilHealthy();
    await harness.clock.advance(10_000);
    const asked = harness.kubernetes.requests.length;
    await harness.clock.advance(60_000);
    const others = harness.kubernetes.requests
      .slice(asked)
      .filter(request => !request.includes(' Lease '));
    expect(others).toEqual([]);
  });

  it('replaces a killed primary by a replica that holds every acknowledged commit', async () => {
    harness.apply({ instances: 3 });
    await harness.untilHealthy();
    const commits = Array.from({ length: 10 }, () =>
      harness.world.commit('orders-0'),
    );
    await harness.clock.advance(500);
    expect(commits.every(c => c.outcome === 'ok')).toBe(true);

    harness.world.crash('orders-0');
    await harness.anotherLeads('orders-0');
    await harness.untilHealthy();

    expect(harness.status.term).toBe(2);
    expect(harness.served('primary')).toEqual([harness.status.primary]);
    expect(harness.status.incidents?.[0]).toMatchObject({
      kind: 'Failover',
      from: 'orders-0',
      to: harness.status.primary,
      term: 2,
    });
    expect(
      harness.status.incidents?.[0].steps.filter(s => s.state !== 'Done'),
    ).toEqual([]);
    expect(
      harness.server.list({
        apiVersion: 'v1',
        kind: 'Event',
        namespace: 'shop',
      }),
    ).toContainEqual(
      expect.objectContaining({
        reason: 'Failover',
        message: expect.stringMatching(
          /^orders-[12] replaced orders-0\. .* No acknowledged transaction was lost\. Steps: journal the intent \d+ ms, /,
        ),
      }),
    );
    const winner = harness.world.server(harness.status.primary ?? '');
    const missing = commits.filter(
      ({ gtid }) => gtid && !winner.process?.executed.contains(gtid),
    );
    expect(missing).toEqual([]);
  });

  it('scales 1 → 3 → 2 → 1 and moves the primary first when it would go', async () => {
    harness.apply({ instances: 1 });
    await harness.untilHealthy();
    expect(harness.status.synchronous).toMatchObject({
      members: ['orders-0'],
      waitFor: 0,
    });

    harness.apply({ instances: 3 });
    await harness.untilHealthy();
    expect(harness.status.synchronous).toMatchObject({ waitFor: 1 });

    harness.world.crash('orders-0');
    await harness.anotherLeads('orders-0');
    await harness.untilHealthy();

    harness.apply({ instances: 1 });
    await harness.untilHealthy();
    expect(harness.status).toMatchObject({
      primary: 'orders-0',
      ready: '1/1',
      synchronous: { members: ['orders-0'], waitFor: 0 },
    });
  });

  it('does nothing while paused, and goes on after', async () => {
    harness.apply({ instances: 3, paused: true });
    await harness.clock.advance(20_000);
    expect(harness.status.primary).toBeUndefined();

    harness.apply({ instances: 3, paused: false });
    await harness.untilHealthy();
  });

  it('hibernates and wakes with the same data', async () => {
    harness.apply({ instances: 3 });
    await harness.untilHealthy();
    harness.apply({ instances: 3, hibernate: true });
    await harness.until(
      'Hibernated',
      () => harness.status.phase === 'Hibernated',
    );
    await harness.clock.advance(10_000);

    harness.apply({ instances: 3, hibernate: false });
    await harness.untilHealthy();
    expect(harness.status.term).toBe(1);
  });

  it('refuses GroupReplication with the remedy', async () => {
    harness.apply({ topology: 'GroupReplication' });
    await harness.until(
      'Refused',
      () =>
        harness.status.conditions?.some(
          c => c.type === 'Refused' && c.status === 'True',
        ) ?? false,
    );
    expect(harness.status.message).toContain('SemiSync');
    expect(harness.status.phase).toBe('WaitingForUser');
  });
});
