/** How this process comes up and goes down: its configuration, the way to Kubernetes, the engine. */
export * from './createEngine';
export * from './PluginOptions';
export * from './Runtime';
