import { writeFileSync } from 'node:fs';
import { Scene } from '../cluster/Scene';
import { table } from '../../bench/report/table';
import { localCluster } from '../stand';
import { ChaosRun } from './ChaosRun';
import { Options, parseOptions } from './options';
import { ChaosReport } from './report/ChaosReport';
import { chaosTable } from './report/chaosTable';

/** `npm run chaos`: its last line is `N rounds, M failed`. */
async function main(options: Options): Promise<number> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const cluster = localCluster({ name: 'chaos', keep: options.keep });
  try {
    // An operator that is cut off must not get round the cut by the API server's port-forward.
    process.env.MYSQLHA_CONNECTION ??= 'direct';
    const scene = await Scene.open('chaos', 'chaos');
    try {
      const report = options.report && new ChaosReport(options.seed);
      const run = new ChaosRun(scene, options, say, result => {
        if (report) report.add(result);
      });
      const results = await run.play();
      const failed = results.filter(({ failures }) => failures.length > 0);
      if (options.json) {
        writeFileSync(options.json, JSON.stringify(results, null, 2));
      }
      const { head, rows } = chaosTable(results);
      say(['', ...table(head, rows), ''].join('\n'));
      say(`${results.length} rounds, ${failed.length} failed`);
      return failed.length > 0 ? 1 : 0;
    } finally {
      await scene.close();
    }
  } finally {
    cluster.down();
  }
}

Promise.resolve()
  .then(() => main(parseOptions(process.argv.slice(2))))
  .then(
    code => process.exit(code),
    failure => {
      process.stderr.write(
        `${failure instanceof Error ? failure.stack : String(failure)}\n`,
      );
      process.exit(1);
    },
  );
