module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['**/*.test.ts'],
      rules: {
        // What waits until something holds fails when it doesn't.
        'jest/expect-expect': [
          'error',
          {
            assertFunctionNames: [
              'expect*',
              '**.until*',
              '**.nothingLost',
              '**.anotherLeads',
              'nothingLost',
              'untilRefused',
            ],
          },
        ],
      },
    },
  ],
});
