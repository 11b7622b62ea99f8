import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CannedMysqlHaApi } from '../../dev/CannedMysqlHaApi';
import { healthy, hibernated } from '../../dev/clusters';
import { mysqlHaApiRef } from '../api';
import { InstancesPanel } from './InstancesPanel';

function show(
  cluster: ClusterView,
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY,
) {
  renderInTestApp(<InstancesPanel cluster={cluster} onDone={jest.fn()} />, {
    apis: [
      [mysqlHaApiRef, new CannedMysqlHaApi([cluster])],
      mockApis.permission({ authorize: () => result }),
    ],
  });
  return userEvent.setup();
}

describe('InstancesPanel', () => {
  it('offers what can be done to an instance, with its plan', async () => {
    const user = show(healthy(), AuthorizeResult.ALLOW);
    await user.click(
      await screen.findByRole('button', { name: 'Actions on orders-2' }),
    );
    await user.click(await screen.findByRole('menuitem', { name: 'Restart…' }));
    expect(
      await screen.findByRole('dialog', { name: 'Restart orders-2' }),
    ).toBeVisible();
    expect(await screen.findByText('Stop MySQL on orders-2.')).toBeVisible();
  });

  it('names the permission that is missing for it', async () => {
    // Another name, because permissions are remembered by resource from one test to the next.
    const user = show(healthy('guarded'), AuthorizeResult.DENY);
    await user.click(
      await screen.findByRole('button', { name: 'Actions on guarded-2' }),
    );
    await user.click(
      await screen.findByRole('menuitem', {
        name: /Fence… \(needs mysql-ha.cluster.operate\)/,
      }),
    );
    expect(
      await screen.findByText(
        /needs the permission mysql-ha.cluster.operate on shop\/guarded/,
      ),
    ).toBeVisible();
  });

  it('offers nothing while the cluster sleeps', async () => {
    show(hibernated(), AuthorizeResult.ALLOW);
    expect(await screen.findByText(/No instance has been seen/)).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
