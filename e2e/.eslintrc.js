const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

const config = createConfigForRole(__dirname, 'cli');

/** The repository's rules, for programs that are only ever run from these sources: the tests and the benches. */
module.exports = {
  ...config,
  root: true,
  // The tests are Playwright's: what a scene checks for many tests is an `expect` outside of any test to jest's plugin.
  extends: config.extends.filter(name => name !== 'plugin:jest/recommended'),
  env: { node: true, es2022: true },
  rules: {
    ...config.rules,
    // Nothing is bundled or published, so `__dirname` is where it looks, and other packages' sources are at hand.
    'no-restricted-syntax': 'off',
    '@backstage/no-forbidden-package-imports': 'off',
    '@backstage/no-relative-monorepo-imports': 'off',
    // A scene's variable is set before its tests run, each of which waits for what it began.
    'no-loop-func': 'off',
  },
};
