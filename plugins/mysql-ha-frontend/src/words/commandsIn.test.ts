import { commandsIn } from './commandsIn';

describe('commandsIn', () => {
  it.each([
    ['Bring the missing replicas back; writes go on by themselves.', []],
    [
      'If its node is gone for good, delete the pod: kubectl delete pod -n shop orders-0 --force',
      ['kubectl delete pod -n shop orders-0 --force'],
    ],
    [
      'See what it does: kubectl logs -n shop orders-0 -c mysql. The failover goes on by itself.',
      ['kubectl logs -n shop orders-0 -c mysql'],
    ],
    [
      "Look at them (mysqlbinlog --include-gtids='3f1c9a52-7d1e-11f0-9b5e-0242ac120002:4'); to give them up: kubectl delete pvc -n shop data-orders-2 --wait=false; kubectl delete pod -n shop orders-2",
      [
        "mysqlbinlog --include-gtids='3f1c9a52-7d1e-11f0-9b5e-0242ac120002:4'",
        'kubectl delete pvc -n shop data-orders-2 --wait=false; kubectl delete pod -n shop orders-2',
      ],
    ],
    ['Delete the claims of the others (kubectl delete pvc data-…).', []],
  ])('%s', (sentence, commands) => {
    expect(commandsIn(sentence)).toEqual(commands);
  });
});
