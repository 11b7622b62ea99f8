/** How the status of a resource is written, and what is tied to it. */
export * from './ownerOf';
export * from './writeStatus';
