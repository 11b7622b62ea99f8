/** What a backup is in the store: compressed streams cut into objects, and a manifest that is written last. */
export * from './manifest';
export * from './manifestFile';
export * from './refutation';
export * from './removeArtifact';
export { DamagedArtifact, checkObjects, openStream } from './openStream';
export { uploadStream } from './uploadStream';
