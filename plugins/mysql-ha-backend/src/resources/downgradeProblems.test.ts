import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { testCluster } from './__testUtils__/testCluster';
import { downgradeProblems } from './downgradeProblems';

function running(version: string | undefined, image: string): MySQLCluster {
  return {
    ...testCluster({ image }),
    status: {
      primary: 'orders-1',
      instances: [
        { name: 'orders-0', version: '9.9.0', state: 'Healthy' },
        { name: 'orders-1', version, state: 'Healthy' },
      ],
    },
  };
}

describe('downgradeProblems', () => {
  it.each([
    ['mysql:9.7.3', '9.7.4'],
    ['mysql:9.6', '9.7.4'],
    ['mysql:8.4.6', '9.7.4'],
    ['registry.example:5000/team/mysql:9.7.3-oraclelinux9', '9.7.4'],
    [`mysql:9.7.3@sha256:${'0'.repeat(64)}`, '9.7.4'],
    ['mysql:v9.7.9', '9.7.10'],
  ])('refuses %s where %s leads', (image, version) => {
    expect(downgradeProblems(running(version, image))).toEqual([
      {
        field: 'spec.image',
        effect: 'blocks',
        message: expect.stringContaining(
          `${image} is older than MySQL ${version}`,
        ),
      },
    ]);
  });

  it.each([
    ['mysql:9.7.4', '9.7.4'],
    ['mysql:9.7', '9.7.4'],
    ['mysql:9.8.0', '9.7.4'],
    ['mysql:10.0', '9.7.4'],
    ['mysql:9.7.10', '9.7.9-debian'],
    ['mysql:latest', '9.7.4'],
    ['mysql:2026-11-21', '9.7.4'],
    ['registry.example:5000/mysql', '9.7.4'],
    ['mysql:9.6', undefined],
  ])('has nothing against %s where %s leads', (image, version) => {
    expect(downgradeProblems(running(version, image))).toEqual([]);
  });
});
