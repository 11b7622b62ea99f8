import { testCluster } from './__testUtils__/testCluster';
import { appLogin, appSecret } from './appSecret';
import { readSecret, secretData } from './secretData';

const random = (count: number) => new Uint8Array(count);

describe('the application’s Secret', () => {
  it('has all that a client needs', () => {
    const secret = appSecret(testCluster({}, 'orders-eu'), undefined, random);
    expect(readSecret(secret)).toEqual({
      username: 'orders_eu',
      password: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAaA1-',
      host: 'orders-eu-primary.shop.svc',
      port: '3306',
      database: 'orders_eu',
      uri: 'mysql://orders_eu:AAAAAAAAAAAAAAAAAAAAAAAAAAAAaA1-@orders-eu-primary.shop.svc:3306/orders_eu',
    });
  });

  it('takes the password that a person wrote, also into the uri', () => {
    const first = appSecret(testCluster(), undefined, random);
    const edited = {
      ...first,
      data: { ...first.data, ...secretData({ password: 'p@ss/word' }) },
    };
    const secret = readSecret(appSecret(testCluster(), edited, random));
    expect(secret.password).toBe('p@ss/word');
    expect(secret.uri).toContain(':p%40ss%2Fword@');
    expect(appLogin(testCluster(), edited)?.password).toBe('p@ss/word');
  });

  it('puts back the other keys', () => {
    const first = appSecret(testCluster(), undefined, random);
    const edited = {
      ...first,
      data: { ...first.data, ...secretData({ host: 'elsewhere' }) },
    };
    expect(appSecret(testCluster(), edited, random)).toEqual(first);
  });

  it('is no login before it has a password', () => {
    expect(appLogin(testCluster(), undefined)).toBeUndefined();
  });
});
