/** Where the plugin's own pages are, whichever frontend system mounted them. */
export * from './EntityLink';
export * from './PortalPaths';
export * from './Requester';
