import type { JsonObject } from '@backstage/types';
import type { SignalApi } from '@backstage/plugin-signals-react';

/** Signals that a test or the dev app sends by itself. */
export class FakeSignals implements SignalApi {
  private readonly listeners = new Set<(message: JsonObject) => void>();

  subscribe<T extends JsonObject = JsonObject>(
    _channel: string,
    onMessage: (message: T) => void,
  ) {
    const listener = (message: JsonObject) => onMessage(message as T);
    this.listeners.add(listener);
    return { unsubscribe: () => this.listeners.delete(listener) };
  }

  /** Announces that a cluster changed. */
  announce(namespace: string, name: string) {
    for (const listener of this.listeners) {
      listener({ type: 'changed', namespace, name });
    }
  }
}
