import {
  RootHttpRouterConfigureContext,
  rootHttpRouterServiceFactory,
} from '@backstage/backend-defaults/rootHttpRouter';

/**
 * Puts the health routes before everything else, so before the log of requests, after which they come by default: a
 * kubelet asks every few seconds, and its lines would bury what the engine says. A probe that fails is an event on the pod.
 */
export function answerProbesFirst({
  app,
  healthRouter,
  applyDefaults,
}: Pick<
  RootHttpRouterConfigureContext,
  'app' | 'healthRouter' | 'applyDefaults'
>): void {
  app.use(healthRouter);
  applyDefaults();
}

/** The HTTP server for health and API. */
export const operatorHttpRouterFactory = rootHttpRouterServiceFactory({
  configure: answerProbesFirst,
});
