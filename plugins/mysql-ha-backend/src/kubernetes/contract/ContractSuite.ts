import { OperatorKubernetes } from '../types';

/** The part of a test runner that the contract needs; jest's and Playwright's both fit. */
export interface ContractRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
}

/** What the contract is run against. */
export interface ContractSubject {
  /** A started adapter; adapters with different identities speak to one API server. */
  open(identity: string): Promise<OperatorKubernetes>;
  /** A namespace that is there and empty. */
  freshNamespace(): Promise<string>;
  /** Stores a MySQLCluster that the schema refuses; left out where the API server itself refuses it. */
  storeUnreadableCluster?(namespace: string, name: string): Promise<void>;
}

/** A sentence of the contract, tried with an adapter and a namespace of its own. */
export type ContractTest = (
  name: string,
  body: (kubernetes: OperatorKubernetes, namespace: string) => Promise<void>,
) => void;

/** What the parts of the contract are written with. */
export interface ContractSuite {
  readonly subject: ContractSubject;
  readonly describe: ContractRunner['describe'];
  readonly test: ContractTest;
  /** A further adapter, stopped with the test. */
  readonly open: (identity: string) => Promise<OperatorKubernetes>;
}

/** Joins a runner and a subject. */
export function createContractSuite(
  { describe, it }: ContractRunner,
  subject: ContractSubject,
): ContractSuite {
  const opened: OperatorKubernetes[] = [];
  const open = async (identity: string) => {
    const adapter = await subject.open(identity);
    opened.push(adapter);
    return adapter;
  };
  const test: ContractTest = (name, body) =>
    it(name, async () => {
      try {
        await body(await open('operator-1'), await subject.freshNamespace());
      } finally {
        await Promise.all(opened.splice(0).map(adapter => adapter.stop()));
      }
    });
  return { subject, describe, test, open };
}
