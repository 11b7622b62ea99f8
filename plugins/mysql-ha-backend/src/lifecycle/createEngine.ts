import { LoggerService } from '@backstage/backend-plugin-api';
import { ArchiveBoard, ArchiverInquiry, BackupController } from '../backup';
import { systemClock } from '../clock';
import { Engine } from '../engine';
import { OperatorKubernetes } from '../kubernetes';
import { Mysql2Adapter } from '../mysql';
import { PluginOptions } from './PluginOptions';
import { RunningEngine } from './Runtime';

/** The engine with its own connections to MySQL, which end with it, and what is done about backups. */
export function createEngine(
  kubernetes: OperatorKubernetes,
  options: PluginOptions,
  logger: LoggerService,
): RunningEngine {
  const mysql = new Mysql2Adapter({
    kubernetes,
    clock: systemClock,
    connection: options.connection,
    onWay: way =>
      logger.info(
        way === 'direct'
          ? 'MySQL servers are reached directly at the addresses of their pods'
          : 'MySQL servers are reached through the API server, since the network of the pods is out of reach',
      ),
  });
  const archives = new ArchiveBoard();
  const engine = Engine.create({
    kubernetes,
    mysql,
    logger,
    archives,
    options: {
      enabled: options.operator.enabled,
      supervisorImage: options.supervisorImage,
    },
  });
  const backups = BackupController.create({
    kubernetes,
    logger,
    agentImage: options.agentImage,
    archives,
    covers: key => engine.covers(key),
  });
  const inquiry = new ArchiverInquiry({
    ...{ kubernetes, transport: mysql.transport, clock: systemClock },
  });
  return {
    lagHistory: engine.lagHistory,
    newestTransaction: (...asked) => inquiry.newestTransaction(...asked),
    onChanged: listener => engine.onChanged(listener),
    start: async () => {
      await engine.start();
      backups.start();
    },
    stop: async () => {
      await backups.stop();
      await engine.stop();
      await mysql.close();
    },
  };
}
