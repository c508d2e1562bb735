import { type Compared, type Drift, driftsOf } from './drift.ts';
import type { Entity, Port, PortChannel, TeamNic, VirtualAdapter } from './entity.ts';
import type { Network } from './network.ts';
import { atPath, inDocument } from './place.ts';

type Data = Readonly<Record<string, unknown>>;

/** How something is tagged: Untagged, Access with a VLAN, Trunk, Private. */
interface Tagging {
  readonly mode: string;
  readonly vlan?: number;
  /** The setting that says so. */
  readonly by: string;
  /** Of Untagged: whether another setting is known not to tag after all. */
  readonly sure?: boolean;
}

function access(vlan: unknown, by: string): Tagging | undefined {
  if (vlan === undefined) return undefined;
  return vlan === 0 ? { mode: 'Untagged', by, sure: true } : { mode: 'Access', vlan: Number(vlan), by };
}

/** By the VLAN setting of a virtual adapter, else by its isolation: Set-VMNetworkAdapterIsolation tags as an access VLAN does. */
function adapterTagging({ vlan, isolation }: Data): Tagging | undefined {
  const { operationMode, accessVlanId } = (vlan ?? {}) as Data;
  if (operationMode === 'Access' || (operationMode === undefined && accessVlanId !== undefined))
    return access(accessVlanId, 'vlan');
  if (operationMode !== undefined && operationMode !== 'Untagged') return { mode: String(operationMode), by: 'vlan' };
  const { isolationMode, defaultIsolationId } = (isolation ?? {}) as Data;
  if (isolationMode === 'Vlan') return access(defaultIsolationId, 'isolation');
  return operationMode === undefined ? undefined : { mode: 'Untagged', by: 'vlan', sure: isolation !== undefined };
}

/** A team interface in Default mode has no VLAN, however that is written. */
function interfaceTagging({ vlanId, default: isDefault }: Data): Tagging | undefined {
  return vlanId === undefined && isDefault === true ? access(0, 'default') : access(vlanId, 'vlanId');
}

function taggingDrift<E extends Entity>(thing: E, taggingOf: (data: Data) => Tagging | undefined): Drift | 'same' | undefined {
  if (thing.tree.documents.length < 2) return undefined;
  const [wanted, seen] = (['declared', 'observed'] as const).map((stance) => {
    const told = thing.tree.fragments(thing.path).map((from) => ({ from, tagging: taggingOf(from.value as Data) }));
    return told.find(({ from, tagging }) => from.document.stance === stance && tagging !== undefined);
  });
  const [declared, observed] = [wanted?.tagging, seen?.tagging];
  if (!declared || !observed || !seen) return undefined;
  if (declared.mode === observed.mode && declared.vlan === observed.vlan) return 'same';
  // Untagged by one setting, where the other one is not known.
  if (declared.by !== observed.by && [declared, observed].some(({ sure }) => sure === false)) return undefined;
  return {
    entity: thing,
    path: [declared.by],
    what: 'the VLAN setting',
    declared: taggingText(declared),
    observed: taggingText(observed),
    place: atPath(thing, [declared.by]),
    seen: inDocument(seen.from.document, [...seen.from.path, observed.by]),
  };
}

function taggingText({ mode, vlan }: Tagging): string {
  return vlan === undefined ? mode : `${mode} ${vlan}`;
}

/** VLAN of a team interface that is declared otherwise than it was seen. */
export function interfaceVlanDrift(nic: TeamNic): readonly Drift[] {
  const drift = taggingDrift(nic, interfaceTagging);
  return drift === undefined || drift === 'same' ? [] : [drift];
}

const DETAILS: readonly Compared[] = [
  { path: ['vlan', 'nativeVlanId'] },
  { path: ['vlan', 'allowedVlanIdList'] },
  { path: ['vlan', 'privateVlanMode'] },
  { path: ['vlan', 'primaryVlanId'] },
  { path: ['vlan', 'secondaryVlanId'] },
  { path: ['vlan', 'secondaryVlanIdList'] },
];

/** VLAN of a virtual adapter that is declared otherwise than it was seen; of two settings that differ in kind, nothing more is said. */
export function adapterVlanDrift(adapter: VirtualAdapter): readonly Drift[] {
  const drift = taggingDrift(adapter as Entity, adapterTagging);
  return drift === undefined ? [] : drift === 'same' ? driftsOf(adapter, DETAILS) : [drift];
}

const SWITCHPORT: readonly { readonly path: readonly [string]; readonly not?: string }[] = [
  { path: ['accessVlan'], not: 'trunk' },
  { path: ['nativeVlan'], not: 'access' },
  { path: ['allowedVlans'], not: 'access' },
];

/** VLANs of a port that are declared otherwise than they were seen; what its port-channel says of them already is said there. */
export function portVlanDrift(network: Network, port: Port | PortChannel): readonly Drift[] {
  const mode = driftsOf(port, [{ path: ['mode'] }]);
  const own =
    mode.length > 0
      ? mode
      : driftsOf(
          port,
          SWITCHPORT.filter(({ not }) => port.data.mode !== not),
        );
  const channel = port.kind === 'port' && own.length > 0 ? network.portChannelOf(port) : undefined;
  const said = channel ? portVlanDrift(network, channel).map(({ what }) => what) : [];
  return own.filter(({ what }) => !said.includes(what));
}
