import { SNIPPETS } from '.';

const target = {
  cluster: { namespace: 'shop', name: 'orders' },
  connection: {
    host: 'orders-primary.shop.svc',
    replicasHost: 'orders-replicas.shop.svc',
    port: 3306,
    database: 'orders',
    username: 'orders',
    secretName: 'orders-app',
  },
};

describe('connection snippets', () => {
  it('take every value of the container from the Secret', () => {
    const text = SNIPPETS.kubernetes(target);
    for (const key of ['host', 'port', 'database', 'username', 'password']) {
      expect(text).toContain(`{name: orders-app, key: ${key}}`);
    }
    expect(text).toContain('value: orders-replicas.shop.svc');
  });

  it.each(['cli', 'node', 'python', 'go', 'java'] as const)(
    'for %s read those variables, and hold no value of their own',
    name => {
      const text = SNIPPETS[name]();
      for (const variable of ['HOST', 'PORT', 'DATABASE', 'USER', 'PASSWORD']) {
        expect(text).toContain(`MYSQL_${variable}`);
      }
      expect(text).not.toContain('orders');
    },
  );

  it('reach the primary’s pod from a laptop, because a Service without selector can’t be forwarded', () => {
    const text = SNIPPETS.laptop(target);
    expect(text).toContain(
      'mysqlha.dev/cluster=orders,mysqlha.dev/role=primary',
    );
    expect(text).not.toContain('service/');
  });
});
