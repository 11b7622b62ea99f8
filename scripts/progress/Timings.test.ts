import { equal } from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { forecast } from './Forecast.ts';
import { Timings } from './Timings.ts';
import { scratchFolder } from '../../local-cluster/scratchFolder.ts';

describe('what a start is expected to take', () => {
  const folder = scratchFolder('timings');
  const path = join(folder, 'timings.json');

  it('is what this machine took the last time', () => {
    Timings.load(path).remember('portal', 12.34);
    equal(Timings.load(path).expect('portal'), 12.3);
  });

  it('survives a damaged record', () => {
    writeFileSync(path, '{"portal": "soon"');
    equal(Timings.load(path).expect('portal'), 15);
  });

  it('keeps what failed out of the record', async () => {
    rmSync(path);
    const timings = Timings.load(path);
    await timings
      .measure('portal', () => Promise.reject(new Error('it broke')))
      .catch(() => {});
    timings.remember('dependencies', 1);
    equal(readFileSync(path, 'utf8').includes('portal'), false);
  });

  it('is the longer of two chains and what comes after both', () => {
    const timings = Timings.load(path);
    timings.remember('cluster start', 30);
    timings.remember('user interface', 20);
    timings.remember('portal', 15);
    timings.remember('sample cluster', 40);
    const seconds = forecast(
      {
        sideBySide: [['cluster start'], ['user interface', 'portal']],
        afterwards: ['sample cluster'],
      },
      timings,
    );
    equal(seconds, 75);
  });
});
