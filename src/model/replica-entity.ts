import type { ReplicaPlanData, ReplicaServerData, ReplicationAuthorizationData } from '#read/generated/documents';
import { Entity, type Vm } from './entity.ts';

export type PlannedVmData = NonNullable<ReplicaPlanData['vms']>[number];
export type PlannedDiskData = NonNullable<PlannedVmData['vhds']>[number];
export type ReplicationData = NonNullable<Vm['data']['replication']>;

/** A server or Replica Broker that receives replicas. */
export class ReplicaServer extends Entity<ReplicaServerData> {
  get kind(): 'replica-server' {
    return 'replica-server';
  }
  entries: readonly ReplicationAuthorization[] = [];
}

/** Who may replicate to a server. */
export class ReplicationAuthorization extends Entity<ReplicationAuthorizationData> {
  get kind(): 'replication-authorization' {
    return 'replication-authorization';
  }
  declare readonly parent: ReplicaServer;

  get server(): ReplicaServer {
    return this.parent;
  }
}

/** A plan of the Capacity Planner for Hyper-V Replica. */
export class ReplicaPlan extends Entity<ReplicaPlanData> {
  get kind(): 'replica-plan' {
    return 'replica-plan';
  }
  vms: readonly PlannedVm[] = [];
}

/** A VM in a plan. */
export class PlannedVm extends Entity<PlannedVmData> {
  get kind(): 'planned-vm' {
    return 'planned-vm';
  }
  declare readonly parent: ReplicaPlan;

  get plan(): ReplicaPlan {
    return this.parent;
  }
}
