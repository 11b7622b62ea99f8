import { Router, json } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  createBackup,
  createBackupSchedule,
  createCluster,
  createOperation,
  createRestore,
  deleteBackup,
  deleteCluster,
  getBackups,
  getCluster,
  getConnection,
  getEvents,
  getLag,
  getNewestTransaction,
  getOperation,
  getRestore,
  listBackupSchedules,
  listClusters,
  listOperations,
  patchCluster,
  RouteContext,
  verifyBackup,
} from './routes';

/** The HTTP API; docs/reference/http-api.md describes each route. */
export function createRouter(context: RouteContext): Router {
  const cluster = '/v1/clusters/:namespace/:name';
  const router = PromiseRouter();
  router.use(json({ limit: '256kb' }));
  router.get('/v1/clusters', listClusters(context));
  router.post('/v1/clusters', createCluster(context));
  router.get(cluster, getCluster(context));
  router.patch(cluster, patchCluster(context));
  router.delete(cluster, deleteCluster(context));
  router.get(`${cluster}/lag`, getLag(context));
  router.get(`${cluster}/events`, getEvents(context));
  router.get(`${cluster}/connection`, getConnection(context));
  router.get(`${cluster}/operations`, listOperations(context));
  router.post(`${cluster}/operations`, createOperation(context));
  router.get(`${cluster}/operations/:operation`, getOperation(context));
  router.get(`${cluster}/backups`, getBackups(context));
  router.get(`${cluster}/newest-transaction`, getNewestTransaction(context));
  router.post(`${cluster}/backups`, createBackup(context));
  router.delete(`${cluster}/backups/:backup`, deleteBackup(context));
  router.post(`${cluster}/backups/:backup/verification`, verifyBackup(context));
  router.get(`${cluster}/backup-schedules`, listBackupSchedules(context));
  router.post(`${cluster}/backup-schedules`, createBackupSchedule(context));
  router.post('/v1/restores', createRestore(context));
  router.get('/v1/restores/:namespace/:name', getRestore(context));
  return router;
}
