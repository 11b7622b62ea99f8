/** The sidebar of the portal: its logo, its order. */
export * from './navModule';
