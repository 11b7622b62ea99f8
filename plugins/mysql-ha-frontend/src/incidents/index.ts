/** What happened: changes of primary and rebuilds with their causes, their evidence and their steps over time. */
export * from './IncidentRecord';
export * from './IncidentsPanel';
export * from './incidentWords';
export * from './Lost';
