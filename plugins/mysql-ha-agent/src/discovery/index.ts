/** Which backups lie in a place, told by their manifests alone. */
export * from './FoundArtifact';
export * from './findArtifacts';
