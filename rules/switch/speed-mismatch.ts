import { defineRule } from '#lint/rule';
import { bitRateText } from '#model/bit-rate';
import type { Nic } from '#model/entity';
import { aboveText, portText } from '#model/host-port';
import { adapterSpeed, isShared, portSpeed } from '#model/link-speed';
import type { Network } from '#model/network';
import { portsBeside } from '#model/untagged';

/** Both ends of a cable run at one speed, and so do the links of a team. */
export default defineRule({
  about: 'port',
  severity: 'warning',
  title: 'A port is set to another speed than its adapter, or than the other ports of a team',
  since: '0.1.0',
  source: 'Microsoft, "Physical network requirements for Azure Local"',
  check(port, { network, report }) {
    const own = portSpeed(port);
    const nic = own && network.nicOf(port);
    if (!own || !nic) return;
    const end = adapterSpeed(nic);
    if (end && end.rate !== own.rate) {
      // Several adapters behind one port: a broken-out port of which only the whole is described.
      if (isShared(network, port, nic)) return;
      report(
        own.place,
        `${portText(port)} is set to ${bitRateText(own.rate)}, but the link speed of ${nic.name} of ${nic.host.name} is ${bitRateText(end.rate)}`,
        { related: [{ at: end.place, message: `speed of ${nic.name}` }] },
      );
      return;
    }
    const teaming = network.teamingOf(nic);
    // Adapters of different speed are a mistake of the team, unless the slow one is its reserve.
    if (!teaming || isStandby(network, nic) || haveDifferentSpeeds(network.nicsBehind(teaming))) return;
    const others = portsBeside(network, nic).flatMap((mate) => {
      const speed = portSpeed(mate);
      const mateNic = network.nicOf(mate);
      const mateEnd = mateNic && adapterSpeed(mateNic);
      // A port that does not fit its own adapter is named itself.
      return !speed || speed.rate <= own.rate || (mateEnd && mateEnd.rate !== speed.rate) ? [] : [{ ...speed, mate }];
    });
    const [first] = others;
    if (!first) return;
    report(
      own.place,
      `${portText(port)} is set to ${bitRateText(own.rate)}, ${portText(first.mate)} to ${bitRateText(first.rate)}; both lead to ${aboveText(teaming)}`,
      { related: others.map(({ place, rate, mate }) => ({ at: place, message: `${portText(mate)}: ${bitRateText(rate)}` })) },
    );
  },
});

function haveDifferentSpeeds(nics: readonly Nic[]): boolean {
  return new Set(nics.flatMap((nic) => adapterSpeed(nic)?.rate ?? [])).size > 1;
}

function isStandby(network: Network, nic: Nic): boolean {
  return network.teamOf(nic)?.members.some((m) => m.nic === nic && m.settings?.administrativeMode === 'Standby') ?? false;
}
