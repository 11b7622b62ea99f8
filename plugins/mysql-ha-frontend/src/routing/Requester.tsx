import { EntityLink } from './EntityLink';

/** Who asked for something: a person of the catalog, or a client of the Kubernetes API as it calls itself. */
export function Requester(props: { name: string }) {
  return props.name.startsWith('user:') ? (
    <EntityLink entityRef={props.name} />
  ) : (
    <>{props.name}</>
  );
}
