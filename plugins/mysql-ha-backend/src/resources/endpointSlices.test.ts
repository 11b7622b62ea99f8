import { testCluster } from './__testUtils__/testCluster';
import { primaryEndpointSlice, replicasEndpointSlice } from './endpointSlices';

const zero = { instance: 'orders-0', ip: '10.244.1.5', node: 'node-1' };
const one = { instance: 'orders-1', ip: '10.244.2.5', node: 'node-2' };
const two = { instance: 'orders-2', ip: '10.244.3.5' };
const cluster = testCluster();

function addresses(slice: ReturnType<typeof primaryEndpointSlice>) {
  return slice.endpoints.map(endpoint => endpoint.addresses[0]);
}

describe('EndpointSlices', () => {
  it('lead writes to the primary of the term', () => {
    expect(
      primaryEndpointSlice(cluster, {
        term: 7,
        primary: one,
        replicas: [zero, two],
        primaryMayServeReads: true,
      }),
    ).toMatchSnapshot();
  });

  it('lead writes nowhere while there is no primary', () => {
    expect(
      primaryEndpointSlice(cluster, {
        term: 7,
        replicas: [zero],
        primaryMayServeReads: true,
      }).endpoints,
    ).toEqual([]);
  });

  it('lead reads to the replicas, by name', () => {
    expect(
      addresses(
        replicasEndpointSlice(cluster, {
          term: 7,
          primary: one,
          replicas: [two, zero],
          primaryMayServeReads: true,
        }),
      ),
    ).toEqual([zero.ip, two.ip]);
  });

  it('lead reads to the primary when it is alone', () => {
    expect(
      addresses(
        replicasEndpointSlice(cluster, {
          term: 7,
          primary: one,
          replicas: [],
          primaryMayServeReads: true,
        }),
      ),
    ).toEqual([one.ip]);
  });

  it('lead reads nowhere when it is alone and may show what is no history', () => {
    expect(
      addresses(
        replicasEndpointSlice(cluster, {
          term: 7,
          primary: one,
          replicas: [],
          primaryMayServeReads: false,
        }),
      ),
    ).toEqual([]);
  });

  it('say which family the addresses are of', () => {
    expect(
      primaryEndpointSlice(cluster, {
        term: 1,
        primary: { instance: 'orders-0', ip: 'fd00::5' },
        replicas: [],
        primaryMayServeReads: true,
      }).addressType,
    ).toBe('IPv6');
  });
});
