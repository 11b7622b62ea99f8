import { lines, inWords } from '../local-cluster/progress.ts';
import { Interruption } from './commands/Interruption.ts';
import { endChildren } from './commands/endChildren.ts';
import { finish } from './commands/finish.ts';
import { endCommands } from './commands/run.ts';
import { chooseTarget, existingTarget } from './kubernetes/Target.ts';
import { portalDefaults, portalUrl, withPort } from './portal/portal.ts';
import { reminding } from './progress/reminding.ts';
import { Start } from './start/Start.ts';
import { abandoned, farewell, signpost } from './start/signpost.ts';

/** `npm start`: everything from nothing to a portal with a MySQL cluster in it. */
await finish(async () => {
  const startedAt = Number(process.env.MYSQLHA_STARTED_AT ?? Date.now());
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const target = chooseTarget().embedded ? chooseTarget() : existingTarget();
  const { port, state } = portalDefaults();
  const withSample = !process.argv.includes('--no-sample');
  const interruption = Interruption.listen();
  const progress = reminding(lines(print));
  return withPort(port, 'MYSQLHA_PORTAL_PORT', async () => {
    const start = Start.create({
      target,
      port,
      state,
      withSample,
      progress,
      signal: interruption.signal,
    });
    interruption.onImpatience(() => start.portal?.kill());
    try {
      const interrupted = interruption.wait().then(() => true);
      const early = await Promise.race([
        start.bringUp().then(() => false),
        interrupted,
      ]);
      progress.stop();
      if (early) return await giveUp();
      const seconds = (Date.now() - startedAt) / 1000;
      print(`\nAll is up after ${inWords(seconds)}.\n`);
      print(`${signpost(portalUrl(port), target, withSample)}\n`);
      if (
        await Promise.race([start.portal?.ended.then(() => false), interrupted])
      ) {
        print('\nStopping the portal …');
        await start.portal?.stop();
        print(farewell(target));
        return 0;
      }
      print(`The portal ended by itself; ${start.log} says why.`);
      return 1;
    } finally {
      progress.stop();
      endCommands();
      await start.portal?.stop();
      endChildren();
    }

    async function giveUp(): Promise<number> {
      print('\nStopping …');
      endCommands();
      endChildren();
      await start.portal?.stop();
      print(abandoned(target));
      return 130;
    }
  });
});
