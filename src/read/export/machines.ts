import type { Draft } from '../draft.ts';
import type { ExportEstate, ExportedHost } from './estate.ts';
import { type JsonObject, placeOf } from './json-object.ts';
import type { Row } from './rows.ts';
import { from, type Property, plainOf, same } from './take.ts';

const MACHINE: readonly Property[] = [
  ...same('natural', 'generation'),
  ...same('text', 'path', 'smartPagingFilePath', 'snapshotFileLocation'),
];

/** VMReplicationState of the Hyper-V module, in the order of its numbers. */
const REPLICATION_STATES = [
  'Disabled',
  'ReadyForInitialReplication',
  'InitialReplicationInProgress',
  'WaitingForInitialReplication',
  'Replicating',
  'PreparedForFailover',
  'FailedOverWaitingCompletion',
  'FailedOver',
  'Suspended',
  'Error',
  'WaitingForStartResynchronize',
  'Resynchronizing',
  'ResynchronizeSuspended',
];

const REPLICATION_STATUS: readonly Property[] = [
  from('replicationState', { numbers: { ...REPLICATION_STATES } }, 'replicationstate', 'state'),
  from('replicationMode', 'word', 'replicationmode', 'mode'),
  from('replicationHealth', 'word', 'replicationhealth', 'health'),
];
const REPLICATION: readonly Property[] = [
  ...REPLICATION_STATUS,
  from('replicaServerName', 'text', 'replicaservername', 'replicaserver'),
  from('replicaServerPort', 'positive', 'replicaserverport', 'replicaport'),
  from('authenticationType', 'word', 'authenticationtype', 'authtype'),
  ...same('text', 'certificateThumbprint', 'allowedPrimaryServer'),
  ...same('text', 'autoResynchronizeIntervalStart', 'autoResynchronizeIntervalEnd'),
  ...same('boolean', 'compressionEnabled', 'autoResynchronizeEnabled', 'bypassProxyServer', 'replicateHostKvpItems'),
  from('replicationFrequencySec', 'positive', 'replicationfrequencysec', 'frequencysec'),
  ...same('natural', 'recoveryHistory', 'vssSnapshotFrequencyHour'),
];

/** The VMs of one host. */
export class MachineList {
  private readonly drafts = new Map<string, Draft>();
  private readonly adapters = new Map<string, Draft>();
  private readonly byName = new Map<string, Draft[]>();
  private readonly lists = new Map<object, number>();
  private readonly owners = new Map<object, string>();
  private readonly clustered = new Set<string>();

  constructor(
    private readonly host: ExportedHost,
    private readonly estate: ExportEstate,
    /** Cluster of the host. */
    private readonly cluster: string | undefined,
  ) {}

  /** Reads the VMs themselves, before what belongs to them. */
  read(): void {
    const { host, estate } = this;
    for (const { object } of host.rows('vm')) {
      const name = object.text('name', 'vmname');
      if (name === undefined) continue;
      if (object.at('isclustered')?.value === true) this.clustered.add(name.toLowerCase());
      const adapters = object.at('networkadapters')?.value;
      if (adapters !== null && typeof adapters === 'object') this.owners.set(adapters, name);
      const vm = this.named(name, object);
      estate.taker.take(vm, object, MACHINE);
      const state = object.at('state');
      const word = state && plainOf(state, 'word');
      if (word !== undefined) estate.taker.say(vm, 'state', word, placeOf(state!));
      this.readStatus(vm, object);
    }
    for (const { object } of host.rows('hardDrive')) {
      const [owner, path] = [object.text('vmname'), object.at('path')];
      const text = path && plainOf(path, 'text');
      if (owner === undefined || typeof text !== 'string') continue;
      const list = this.named(owner, object).list('hardDrives', object.place, 'path');
      list.at(text, placeOf(path!)).created = true;
      if (host.wholePlace('hardDrive')) list.whole = true;
    }
    for (const { object } of host.rows('replication')) {
      const name = object.text('vmname', 'name');
      if (name === undefined) continue;
      const vm = this.named(name, object);
      estate.taker.section(vm, 'replication', object, REPLICATION);
    }
  }

  /** What Get-VM says of replication; a VM without any is known to have none. */
  private readStatus(vm: Draft, object: JsonObject): void {
    const mode = object.at('replicationmode');
    if (!mode) return;
    if (mode.value === 0 || /^none$/i.test(String(mode.value))) {
      vm.section('replication', placeOf(mode));
      return;
    }
    this.estate.taker.section(
      vm,
      'replication',
      object,
      REPLICATION_STATUS.map(({ from: names, ...rest }) => ({ ...rest, from: names.slice(0, 1) })),
    );
  }

  /** A VM by name, made when it is not there. One of a cluster is the cluster's, wherever it runs just now. */
  named(name: string, object: JsonObject): Draft {
    const known = this.known(name);
    if (known) return known;
    const inCluster = this.cluster !== undefined && this.clustered.has(name.toLowerCase());
    const container: Record<string, string> = inCluster ? { cluster: this.cluster! } : { host: this.host.name };
    const vm = this.estate.document('vm', name, placeOf(object.at('name', 'vmname') ?? object.located), container);
    this.drafts.set(name.toLowerCase(), vm);
    return vm;
  }

  known(name: string): Draft | undefined {
    return this.drafts.get(name.toLowerCase());
  }

  /** The VM a list of adapters stands in. */
  around({ list, object }: Row): string | undefined {
    return this.owners.get(list) ?? this.owners.get(object.located.value as object);
  }

  /** A number for a list, the same each time. */
  listNumber(list: object): number {
    const number = this.lists.get(list) ?? this.lists.size;
    this.lists.set(list, number);
    return number;
  }

  /** The adapters of a name, which several may share. */
  adaptersNamed(vm: string, name: string): Draft[] {
    const key = `${vm}\n${name}`.toLowerCase();
    const known = this.byName.get(key) ?? [];
    this.byName.set(key, known);
    return known;
  }

  adapter(vm: string, ids: readonly string[]): Draft | undefined {
    for (const id of ids) {
      const found = this.adapters.get(`${vm.toLowerCase()}\n${id}`);
      if (found) return found;
    }
    return undefined;
  }

  remember(vm: string, ids: readonly string[], draft: Draft): void {
    for (const id of ids) this.adapters.set(`${vm.toLowerCase()}\n${id}`, draft);
  }
}
