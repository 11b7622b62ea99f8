/** What a backup is in the store: compressed streams cut into objects, and a manifest that is written last. */
export * from './manifest';
export * from './manifestFile';
export * from './refutation';
export * from './removeArtifact';
export { DamagedArtifact, checkObjects } from './openStream';
export { readStream } from './readStream';
export { uploadStream } from './uploadStream';
