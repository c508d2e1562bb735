import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { VmAdapter } from '#model/entity';
import { guestTeamMemberOf } from '#model/guest-team';
import { nameKey } from '#model/names';
import { at, type Place } from '#model/place';
import { vlansOfAdapter } from '#model/vlan-use';

/** Names Linux gives: Rename-NetAdapter and the advice about it are for Windows guests. */
const LINUX = /^(?:eth\d+|en[ops]\d\S*|enx[0-9a-f]{12})$/i;

/** A VM in several VLANs tells its connections apart by a VLAN number in their names. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'info',
  title: 'A VM in several VLANs has a connection whose name does not tell its VLAN',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V VM"; Microsoft Learn, NIC Teaming and VLANs',
  check(adapter, { report }) {
    const { vm } = adapter;
    // Members of one team belong into one VLAN: what name they have is not the question then.
    if (guestTeamMemberOf(adapter)) return;
    const vlan = accessVlan(adapter);
    const name = vlan && guestName(adapter);
    if (!name || LINUX.test(name.text) || new RegExp(`(?<!\\d)0*${vlan}(?!\\d)`).test(name.text)) return;
    const others = vm.adapters.filter((other) => ![undefined, vlan].includes(accessVlan(other)));
    const [other] = others;
    if (!other) return;
    const number = /vlan[^0-9a-z]*\d+/i;
    const better = number.test(name.text) ? name.text.replace(number, `VLAN${vlan}`) : `${name.text} VLAN${vlan}`;
    const taken = vm.adapters.some((each) => each !== adapter && nameKey(guestName(each)?.text ?? '') === nameKey(better));
    report(
      name.place,
      `${vm.name} calls its connection in VLAN ${vlan} "${name.text}"; its adapter ${other.name} is in VLAN ${accessVlan(other)}`,
      {
        related: others.map((each) => ({ at: at(each, 'vlan'), message: `adapter ${each.name} is in VLAN ${accessVlan(each)}` })),
        remedy: taken
          ? undefined
          : {
              on: vm,
              shell: 'powershell',
              commands: [powershell`Rename-NetAdapter -Name ${name.text} -NewName ${better}`],
              disruptive: false,
            },
      },
    );
  },
});

/** The one VLAN of an adapter; undefined for untagged, trunk and unknown. */
function accessVlan(adapter: VmAdapter): number | undefined {
  const [use, more] = vlansOfAdapter(adapter);
  return more || adapter.data.vlan?.allowedVlanIdList !== undefined ? undefined : use?.vlan;
}

/** What the guest calls the connection, where it is written. */
function guestName(adapter: VmAdapter): { readonly text: string; readonly place: Place } | undefined {
  const { vm } = adapter;
  if (adapter.data.guestName !== undefined) return { text: adapter.data.guestName, place: at(adapter, 'guestName') };
  // Two adapters of one name are not told apart by it.
  if (vm.adapters.filter((each) => nameKey(each.name) === nameKey(adapter.name)).length > 1) return undefined;
  const names = vm.data.guest?.nicNames ?? {};
  const key = Object.keys(names).find((each) => nameKey(each) === nameKey(adapter.name));
  return key === undefined ? undefined : { text: String(names[key]), place: at(vm, 'guest', 'nicNames', key) };
}
