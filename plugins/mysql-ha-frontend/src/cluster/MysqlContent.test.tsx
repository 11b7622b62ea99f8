import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  ClusterView,
  clusterCredentialsPermission,
  MysqlHaApi,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CannedMysqlHaApi } from '../../dev/CannedMysqlHaApi';
import { failingOver, healthy } from '../../dev/clusters';
import { FakeSignals } from '../../dev/FakeSignals';
import { mysqlHaApiRef } from '../api';
import { MysqlContent } from './MysqlContent';

function show(
  api: MysqlHaApi,
  cluster: { namespace: string; name: string },
  options: { forbidden?: string; signals?: FakeSignals } = {},
) {
  renderInTestApp(<MysqlContent cluster={cluster} />, {
    apis: [
      [mysqlHaApiRef, api],
      [signalApiRef, options.signals ?? new FakeSignals()],
      mockApis.permission({
        authorize: ({ permission }) =>
          permission.name === options.forbidden
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    ],
  });
}

const region = (name: string | RegExp) => screen.findByRole('region', { name });

describe('MysqlContent', () => {
  it('answers the four questions and shows every part as a named region', async () => {
    show(new CannedMysqlHaApi([healthy()]), healthy());

    const overview = await region(/shop\/orders/);
    expect(within(overview).getByRole('status')).toHaveTextContent('Healthy');
    const questions = within(overview)
      .getAllByRole('term')
      .map(each => each.textContent);
    expect(questions.slice(0, 4)).toEqual([
      'Is it working?',
      'Can I lose data?',
      'What is the system doing?',
      'What can I do?',
    ]);
    expect(overview).toHaveTextContent('Writes commit on orders-0.');
    expect(overview).toHaveTextContent(
      'Failover 3 d ago · orders-2 → orders-0 · 1.24 s without writes · nothing lost',
    );

    expect(
      await within(overview).findByText(/the last good one 5 h ago/),
    ).toBeVisible();

    for (const name of [
      'Topology',
      'Replication lag',
      'Instances',
      'Backups',
      'Incidents',
      'Connect',
      'Events',
    ]) {
      expect(await region(name)).toBeVisible();
    }
  });

  it('says the topology in words for who can’t see the picture', async () => {
    show(new CannedMysqlHaApi([healthy()]), healthy());
    const topology = within(await region('Topology'));
    expect(
      topology.getByRole('img', { name: /Topology of shop\/orders/ }),
    ).toBeVisible();
    expect(
      topology.getAllByRole('listitem').map(each => each.textContent),
    ).toEqual([
      'orders-0 is the primary: Healthy, on node-1.',
      'orders-1 replicates from orders-0, counts for a commit, lag 0 s: Healthy, on node-2.',
      'orders-2 replicates from orders-0, counts for a commit, lag 0.2 s: Healthy, on node-3.',
    ]);
  });

  it('shows a failover on the open page when a signal announces it', async () => {
    const api = new CannedMysqlHaApi([healthy('checkout')]);
    const signals = new FakeSignals();
    show(api, healthy('checkout'), { signals });
    const status = await screen.findByText('Healthy', { selector: 'h2' });

    api.show(failingOver());
    act(() => signals.announce('shop', 'checkout'));

    expect(
      await screen.findByRole('heading', { name: 'Failing over' }),
    ).toBeVisible();
    expect(status).toHaveTextContent('Failing over');
    expect(screen.getByText(/No, writes wait/)).toBeVisible();
  });

  it('reads single samples of the lag with the arrow keys', async () => {
    const user = userEvent.setup();
    show(new CannedMysqlHaApi([healthy()]), healthy());
    const slider = await screen.findByRole('slider', {
      name: /Lag of 2 replicas/,
    });
    const latest = slider.getAttribute('aria-valuetext');
    act(() => slider.focus());
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(slider.getAttribute('aria-valuetext')).not.toBe(latest);
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/orders-1 .* s, orders-2 /),
    );
  });

  it('offers snippets for each language and copies the one that is open', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    show(new CannedMysqlHaApi([healthy()]), healthy());
    const connect = within(await region('Connect'));
    await user.click(await connect.findByRole('tab', { name: 'Python' }));
    const panel = within(connect.getByRole('tabpanel'));
    expect(panel.getByText(/mysql.connector.connect/)).toBeVisible();
    await user.click(panel.getByRole('button', { name: 'Copy Python' }));
    expect(copied).toHaveBeenCalledWith(
      expect.stringContaining('password=os.environ["MYSQL_PASSWORD"]'),
    );
    expect(await panel.findByRole('button', { name: 'Copied' })).toBeVisible();
  });

  it('keeps connection details from who may not see them, and names the permission', async () => {
    // Another name, because permissions are remembered by resource from one test to the next.
    const secret = healthy('secret');
    const api = new CannedMysqlHaApi([secret]);
    const getConnection = jest.spyOn(api, 'getConnection');
    show(api, secret, { forbidden: clusterCredentialsPermission.name });
    const connect = within(await region('Connect'));
    expect(
      await connect.findByText('You may not see how to connect'),
    ).toBeVisible();
    expect(
      connect.getByText(/mysql-ha.cluster.credentials on shop\/secret/),
    ).toBeVisible();
    expect(getConnection).not.toHaveBeenCalled();
  });

  it('shows the server’s own sentence and the way back when the cluster is not there', async () => {
    show(new CannedMysqlHaApi([]), healthy());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('There is no cluster shop/orders');
    expect(alert).toHaveTextContent(
      'There is no MySQLCluster orders in the namespace shop.',
    );
    expect(alert).toHaveTextContent('mysqlha.dev/cluster');
  });

  it('names the permission when the cluster may not be seen', async () => {
    const api = new CannedMysqlHaApi([healthy()]);
    jest
      .spyOn(api, 'getCluster')
      .mockRejectedValue(
        new MysqlHaApiError(403, 'You may not read shop/orders.'),
      );
    show(api, healthy());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('You may not read shop/orders.');
    expect(alert).toHaveTextContent('mysql-ha.cluster.read');
  });

  it('keeps the last data and says that it may be out of date when the server is gone', async () => {
    const api = new CannedMysqlHaApi([healthy()]);
    const signals = new FakeSignals();
    show(api, healthy(), { signals });
    await screen.findByRole('heading', { name: 'Healthy' });

    const gone: () => Promise<ClusterView> = async () => {
      throw new Error('Failed to fetch');
    };
    jest.spyOn(api, 'getCluster').mockImplementation(gone);
    act(() => signals.announce('shop', 'orders'));

    expect(await screen.findByText(/Last read \d+ s ago/)).toBeVisible();
    expect(screen.getByText('Failed to fetch')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Healthy' })).toBeVisible();
  });
});
