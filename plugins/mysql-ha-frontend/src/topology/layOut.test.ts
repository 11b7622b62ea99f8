import { creating, failingOver, healthy, large } from '../../dev/clusters';
import { layOut } from './layOut';
import { BOX_HEIGHT, Picture, VACANT } from './Picture';
import { replicationTrees } from './tree';

function overlaps({ boxes }: Picture): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        b =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + BOX_HEIGHT &&
          b.y < a.y + BOX_HEIGHT,
      )
      .map(b => `${a.name} ${b.name}`),
  );
}

describe('the picture', () => {
  it.each([300, 700, 1200])(
    'fits nine instances and a relay into %i pixels without overlaps',
    width => {
      const layout = layOut(replicationTrees(large().status), width);
      expect(layout.boxes).toHaveLength(9);
      expect(layout.arrows).toHaveLength(8);
      expect(layout.width).toBeLessThanOrEqual(width);
      expect(overlaps(layout)).toEqual([]);
    },
  );

  it('is drawn from left to right where there is room, else from top to bottom', () => {
    const trees = replicationTrees(healthy().status);
    expect(layOut(trees, 700).shape).toBe('wide');
    expect(layOut(trees, 400).shape).toBe('narrow');
  });

  it('draws members with solid arrows and what is below a relay with others', () => {
    const { arrows } = layOut(replicationTrees(large().status), 1200);
    const kinds = Object.fromEntries(
      arrows.map(({ to, replication }) => [to, replication.kind]),
    );
    expect(kinds['catalog-1']).toBe('sync');
    expect(kinds['catalog-7']).toBe('async');
  });

  it('puts a newcomer in line with the replicas, without an arrow', () => {
    const { boxes, arrows } = layOut(replicationTrees(creating().status), 700);
    const [x1, x2] = ['payments-1', 'payments-2'].map(
      name => boxes.find(box => box.name === name)?.x,
    );
    expect(x1).toBe(x2);
    expect(arrows.map(each => each.to)).toEqual(['payments-1']);
  });

  it('keeps the lost primary in its place while replicas still point to it', () => {
    const layout = layOut(replicationTrees(failingOver().status), 700);
    expect(layout.boxes.map(box => box.name)).not.toContain(VACANT);
    expect(
      layout.arrows.map(each => [each.from, each.replication.kind]),
    ).toEqual([
      ['checkout-0', 'broken'],
      ['checkout-0', 'broken'],
    ]);
  });

  it('shows the empty place of the primary when nothing replicates from anything', () => {
    const { status } = healthy();
    const leaderless = {
      ...status,
      primary: undefined,
      instances: status.instances?.map(each => ({
        ...each,
        source: undefined,
      })),
    };
    const { boxes, arrows } = layOut(replicationTrees(leaderless), 700);
    expect(boxes).toHaveLength(4);
    expect(boxes.at(-1)).toMatchObject({ name: VACANT, primary: true });
    expect(arrows).toEqual([]);
  });

  it('draws every instance once even if replication runs in a ring', () => {
    const ring = {
      instances: [
        { name: 'a', state: 'Healthy' as const, source: 'b' },
        { name: 'b', state: 'Healthy' as const, source: 'a' },
      ],
    };
    const { boxes } = layOut(replicationTrees(ring), 700);
    expect(boxes.map(box => box.name).sort()).toEqual(['a', 'b']);
  });
});
