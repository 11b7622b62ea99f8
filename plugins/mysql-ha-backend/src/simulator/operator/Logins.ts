import { InstanceSet } from '../../engine/InstanceSet';
import { OneAtATime } from '../../engine/OneAtATime';
import { ClusterSecrets, RotationSecrets } from '../../engine/PasswordRotation';
import { SecretKeeper } from '../../engine/SecretKeeper';
import { SystemCredentials } from '../../mysql';
import { systemCredentials, systemSecretName } from '../../resources';
import { SimulatedKubernetes } from '../kubernetes';
import { KEY } from '../names';

/** Where no schedule is about passwords, nobody asks for any. */
const NO_PASSWORDS: SystemCredentials = {
  operator: { user: 'mysqlha_operator', password: '' },
  heartbeat: { user: 'mysqlha_heartbeat', password: '' },
  replication: { user: 'mysqlha_replication', password: '' },
  clone: { user: 'mysqlha_clone', password: '' },
  supervisorToken: '',
};

/** How an operator logs in, and its connections by that: what `engine/Housekeeping` does of its rounds. */
export class Logins {
  private readonly secrets: SecretKeeper;
  private readonly connecting = new OneAtATime();
  private known?: SystemCredentials;

  constructor(
    private readonly options: {
      readonly kubernetes: SimulatedKubernetes;
      readonly instances: InstanceSet;
      readonly hasAuthority: () => boolean;
    },
  ) {
    this.secrets = new SecretKeeper({ ...options, key: KEY });
    if (!this.isAboutPasswords) this.known = NO_PASSWORDS;
  }

  /** Whether the schedule is about them. */
  get isAboutPasswords(): boolean {
    return this.options.kubernetes.view().secrets.has(systemSecretName(KEY));
  }

  credentials(): SystemCredentials | undefined {
    return this.known;
  }

  /** Keeps the connections in step with pods and Secret. */
  async connect(): Promise<void> {
    const { kubernetes, instances } = this.options;
    if (this.isAboutPasswords) {
      await this.connecting.run(async () => {
        this.known = systemCredentials(await this.secrets.system());
        if (!this.known) return;
        await instances.sync(kubernetes.view().pods, this.known);
      });
    } else {
      await instances.sync(kubernetes.view().pods, NO_PASSWORDS);
    }
  }

  readSecrets(): Promise<RotationSecrets | undefined> {
    return this.secrets.read();
  }

  async changeSecrets(
    change: (secrets: ClusterSecrets) => ClusterSecrets,
  ): Promise<void> {
    await this.secrets.change(change);
    await this.connect();
  }
}
