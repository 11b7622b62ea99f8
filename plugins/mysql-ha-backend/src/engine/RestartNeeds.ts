/** Which pods must restart to take their configuration. A pod that was made since needs it no more. */
export class RestartNeeds {
  private readonly needs = new Map<string, { pod: string; reason: string }>();

  /** @param pod - uid of the pod that runs with the old configuration */
  add(instance: string, pod: string, reason: string): void {
    this.needs.set(instance, { pod, reason });
  }

  remove(instance: string): void {
    this.needs.delete(instance);
  }

  /** Why this pod must restart, if it must. */
  reason(instance: string, pod: string | undefined): string | undefined {
    const need = this.needs.get(instance);
    return need?.pod === pod ? need?.reason : undefined;
  }
}
