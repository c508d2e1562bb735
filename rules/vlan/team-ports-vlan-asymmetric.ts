import { cli, shellOf, switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { consumerText, portText } from '#model/host-port';
import { isStray } from '#model/stray-link';
import { mayPass, portsBeside, untaggedUses, untaggedVlan } from '#model/untagged';
import { vlansAbove } from '#model/vlan-use';

/** Untagged frames of a team must be in the same VLAN whichever member they travel over. */
export default defineRule({
  about: 'port',
  severity: 'warning',
  title: 'The ports of one team put untagged frames into different VLANs',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Using VLANs"; Microsoft Learn, Create a new NIC Team',
  check(port, { network, report }) {
    const nic = network.nicOf(port);
    const own = nic && untaggedVlan(network, port);
    if (!own || isStray(network, port)) return;
    // A port in a LAG of another team tells nothing: switch/lag-membership-mismatch.
    const all = portsBeside(network, nic).flatMap((p) => (isStray(network, p) ? [] : (untaggedVlan(network, p) ?? [])));
    if (all.every(({ vlan }) => vlan === own.vlan)) return;
    // Only ports that one and the same thing may send over are compared.
    const users = new Map(untaggedUses(network, port).map((use) => [use.consumer, use]));
    const shared = all.map((view) => ({ view, use: untaggedUses(network, view.port).find((use) => users.has(use.consumer)) }));
    const views = shared.filter(({ use }) => use !== undefined);
    // The VLAN that most of them have counts as right; where two are equal, that of the first member. A native VLAN that the list
    // of its own trunk leaves out is right nowhere.
    const passing = views.filter(({ view }) => mayPass(network, view));
    const candidates = passing.length > 0 ? passing : views;
    const count = (vlan: number): number => candidates.filter(({ view }) => view.vlan === vlan).length;
    const usual = candidates.reduce((a, b) => (count(b.view.vlan) > count(a.view.vlan) ? b : a), candidates[0]!);
    if (!usual?.use || usual.view.vlan === own.vlan) return;
    // A port that lacks this VLAN for those who tag it is told to have it: vlan/trunk-missing-vlan.
    const needsIt = vlansAbove(network, nic).some((use) => use.vlan === usual.view.vlan);
    if (needsIt && !mayPass(network, { ...own, vlan: usual.view.vlan })) return;
    const who = `${consumerText(usual.use.consumer)} on ${nic.host.name}`;
    report(
      own.place,
      `untagged frames of ${who} are in VLAN ${own.vlan} on ${portText(own.owner)}, but in VLAN ${usual.view.vlan} on ${portText(usual.view.owner)}`,
      {
        related: [
          { at: usual.view.place, message: `VLAN ${usual.view.vlan}` },
          { at: usual.use.place, message: `${consumerText(usual.use.consumer)} sends untagged` },
        ],
        remedy:
          // OS10 has another command for the native VLAN of a trunk: none is claimed.
          shellOf(port.switch) === 'os10'
            ? undefined
            : switchRemedy(
                port.switch,
                [
                  vlanInterface(own.owner),
                  own.mode === 'access'
                    ? cli`switchport access vlan ${usual.view.vlan}`
                    : cli`switchport trunk native vlan ${usual.view.vlan}`,
                ],
                true,
              ),
      },
    );
  },
});
