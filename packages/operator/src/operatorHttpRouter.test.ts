import express, { Router } from 'express';
import request from 'supertest';
import { answerProbesFirst } from './operatorHttpRouter';

describe('the operator’s HTTP server', () => {
  it('logs requests, but no probes', async () => {
    const logged: string[] = [];
    const app = express();
    const healthRouter = Router();
    healthRouter.get('/.backstage/health/v1/readiness', (_, response) => {
      response.json({ status: 'ok' });
    });
    const applyDefaults = () => {
      app.use(({ url }, response) => {
        logged.push(url);
        response.end();
      });
    };
    answerProbesFirst({ app, healthRouter, applyDefaults });

    await request(app).get('/.backstage/health/v1/readiness').expect(200);
    await request(app).get('/api/mysql-ha/v1/clusters').expect(200);

    expect(logged).toEqual(['/api/mysql-ha/v1/clusters']);
  });
});
