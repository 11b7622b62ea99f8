/** What is: the two adapters' views, gathered into one frozen Snapshot per cluster. */
export type { Archives, ArchiveTrouble, ArchiveView } from './ArchiveView';
export { ARCHIVE_AS_READER } from './BinlogsView';
export type { BinlogsView } from './BinlogsView';
export type { EventsView } from './EventsView';
export * from './InstanceMonitor';
export * from './isHeldDown';
export * from './lastBackup';
export * from './lastVerification';
export * from './lookup';
export * from './OperationRequest';
export * from './podView';
export * from './PrimaryPast';
export * from './Snapshot';
export * from './SupervisorMonitor';
export * from './volumeView';
export type { OutsideView } from './OutsideView';
export type { RotatingInstance, RotationView } from './RotationView';
