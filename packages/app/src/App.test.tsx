import { render, screen } from '@testing-library/react';
import App from './App';

describe('the portal', () => {
  const environment = process.env;

  afterEach(() => {
    process.env = environment;
  });

  it('asks a visitor to sign in', async () => {
    const config = {
      context: 'test',
      data: {
        app: { title: 'mysql-ha', baseUrl: 'http://localhost:7007' },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    };
    process.env = {
      NODE_ENV: 'test',
      // The app reads an array here under test, where a build leaves JSON in the page.
      APP_CONFIG: [config] as unknown as string,
    };

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 10_000 }),
    ).toBeInTheDocument();
  });
});
