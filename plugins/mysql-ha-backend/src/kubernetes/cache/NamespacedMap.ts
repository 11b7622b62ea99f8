/** Values by namespace and name, so that one namespace can be listed without looking at the others. */
export class NamespacedMap<T> {
  private readonly namespaces = new Map<string, Map<string, T>>();

  get(namespace: string, name: string): T | undefined {
    return this.namespaces.get(namespace)?.get(name);
  }

  set(namespace: string, name: string, value: T): void {
    const names = this.namespaces.get(namespace) ?? new Map<string, T>();
    names.set(name, value);
    this.namespaces.set(namespace, names);
  }

  delete(namespace: string, name: string): void {
    const names = this.namespaces.get(namespace);
    names?.delete(name);
    if (names?.size === 0) this.namespaces.delete(namespace);
  }

  /** All values, or those of one namespace. */
  *values(namespace?: string): Generator<T> {
    if (namespace !== undefined) {
      yield* this.namespaces.get(namespace)?.values() ?? [];
      return;
    }
    for (const names of this.namespaces.values()) yield* names.values();
  }
}
