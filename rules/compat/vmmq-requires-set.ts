import { movedToEmbeddedTeaming } from '#lint/embedded-teaming-remedy';
import { defineRule } from '#lint/rule';
import { lbfoUplink } from '#model/lbfo-uplink';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { vmmqWishes } from '#model/vmmq-wish';

/** An LBFO team passes no VMMQ on; SET does. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'VMMQ is asked for on a Hyper-V switch that stands on an LBFO team',
  versions: RELEASES.lbfoBelowSwitchDeprecated,
  since: '0.1.0',
  source: 'Microsoft, "Host network requirements for Azure Stack HCI": Dynamic VMMQ',
  check(vmSwitch, { network, report }) {
    const lbfo = lbfoUplink(network, vmSwitch);
    const [first, ...more] = lbfo ? vmmqWishes(network, vmSwitch) : [];
    if (!lbfo || !first) return;
    report(
      first.place,
      `${first.who}${more.length > 0 ? ` and ${more.length} more ask` : ' asks'} for VMMQ on ${vmSwitch.host.name}, but the LBFO team ${lbfo.name} below ${vmSwitch.name} passes none on`,
      {
        key: vmSwitch.host.name,
        related: [
          { at: lbfo.team ? at(lbfo.team, 'name') : lbfo.place, message: 'the LBFO team' },
          ...more.map((wish) => ({ at: wish.place, message: 'asks for it too' })),
        ],
        remedy: movedToEmbeddedTeaming(network, vmSwitch, lbfo),
      },
    );
  },
});
