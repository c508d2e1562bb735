import { isForgotten } from '#read/forgotten';
import type { OnOffData } from '#read/generated/documents';
import { lostItems } from '#read/validate';
import { adapterFeature } from './adapter-feature.ts';
import type { Effective } from './defaults.ts';
import type { GuestTeamMember, Host, Vm, VmAdapter, VmSwitch } from './entity.ts';
import { hasOwnName } from './guest-name.ts';
import { lbfoUplink } from './lbfo-uplink.ts';
import type { Network } from './network.ts';

/** What an adapter of a VM is in a team of the guest, as far as the names of the members tell. */
export function guestTeamMemberOf(adapter: VmAdapter): GuestTeamMember | undefined {
  return adapter.vm.guestTeams.flatMap((team) => team.members).find((member) => member.adapter === adapter);
}

/**
 * Whether all teams in a guest are known, with the adapters that are their members: they are written (there may be none), and the
 * guest has no Hyper-V, whose switches may team the adapters too.
 */
export function knowsTeams(vm: Vm): boolean {
  const { guest } = vm.data;
  const written = vm.tree.documents.flatMap(({ data }) => (data as Vm['data']).guest?.teams ?? []);
  const lists = vm.tree.documents.map(({ data }) => (data as Vm['data']).guest?.teams);
  return (
    guest?.teams !== undefined &&
    !isNested(vm) &&
    !guest.vmSwitches?.length &&
    ![...lists, ...written.map((team) => team.members)].some(lostItems) &&
    vm.guestTeams.every((team) => team.data.members && team.members.every((member) => member.adapter))
  );
}

/** The Hyper-V switches an adapter of a VM is connected to: one on each host the VM may run on that describes it. */
export function switchesOf(network: Network, adapter: VmAdapter): readonly VmSwitch[] {
  const { switchName } = adapter.data;
  return switchName === undefined ? [] : network.hostsOf(adapter.vm).flatMap((host) => host.vmSwitch(switchName) ?? []);
}

/** Where something is so: " on hv01 and 1 more" of the hosts a VM may run on. Empty for a VM that runs on one host. */
export function onHosts(vm: Vm, hosts: readonly Host[]): string {
  const [first] = hosts;
  if (!first || vm.data.cluster === undefined) return '';
  return ` on ${first.name}${hosts.length > 1 ? ` and ${hosts.length - 1} more` : ''}`;
}

/**
 * AllowTeaming: Off unless it is set. An export that does not show it leaves it unknown.
 * Source: https://learn.microsoft.com/windows/win32/hyperv_v2/msvm-ethernetswitchportsecuritysettingdata
 */
export function allowTeaming(adapter: VmAdapter): Effective<OnOffData> | undefined {
  const written = adapter.data.allowTeaming;
  if (written !== undefined) return { value: written, known: 'written' };
  return adapter.isDeclared && !isForgotten(adapter.data, 'allowTeaming') ? { value: 'Off', known: 'default' } : undefined;
}

/** The host to run a command about an adapter of a VM on; undefined where it is not described, or the name means two adapters. */
export function hostToAsk(network: Network, adapter: VmAdapter): Host | undefined {
  const { host } = adapter.vm.data;
  return host !== undefined && hasOwnName(adapter) ? network.host(host) : undefined;
}

/** Whether a guest has the Hyper-V role and is a nested host; undefined when its roles are not written. */
export function isNested(vm: Vm): boolean | undefined {
  return vm.data.guest?.roles?.some((role) => role.toLowerCase().replace(/[^a-z]/g, '') === 'hyperv');
}

/**
 * The Hyper-V switches that are known to give an adapter of a VM a virtual function: it asks for one, the switch has SR-IOV on,
 * and what it stands on can offer it. An adapter below an LBFO team offers none.
 */
export function virtualFunctionsOf(network: Network, adapter: VmAdapter): readonly VmSwitch[] {
  if (!adapter.data.iovWeight) return [];
  return switchesOf(network, adapter).filter(
    (vmSwitch) =>
      vmSwitch.data.iovEnabled === true &&
      !lbfoUplink(network, vmSwitch) &&
      !network.uplink(vmSwitch).nics.some((nic) => adapterFeature(nic, 'sriov')?.on === false),
  );
}
