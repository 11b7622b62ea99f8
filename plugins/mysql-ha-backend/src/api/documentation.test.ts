import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mysqlHaPermissions } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { createRouter } from './createRouter';
import { RouteContext } from './routes';

const page = readFileSync(
  join(__dirname, '../../../../docs/reference/http-api.md'),
  'utf8',
);

/** `GET /v1/clusters` and so on, as the router has them. */
function routes(): string[] {
  // Building the router asks nothing of its context: only requests do.
  const router = createRouter({} as RouteContext);
  return router.stack.flatMap(({ route }) =>
    route
      ? route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`)
      : [],
  );
}

describe('docs/reference/http-api.md', () => {
  it('describes every route of the API', () => {
    expect(routes()).toHaveLength(20);
    for (const route of routes()) {
      expect(page).toContain(`### \`${route}\``);
      expect(page).toMatch(new RegExp(`\\| \`${route}\` +\\|`));
    }
  });

  it('describes no route that is not there', () => {
    const described = [...page.matchAll(/^### `([A-Z]+ [^`]+)`$/gm)];
    expect(described.map(([, route]) => route).sort()).toEqual(routes().sort());
  });

  it('names every permission', () => {
    for (const { name } of mysqlHaPermissions) expect(page).toContain(name);
  });
});
