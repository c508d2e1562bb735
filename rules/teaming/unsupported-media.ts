import { defineRule } from '#lint/rule';
import { at } from '#model/place';

/**
 * Media that Windows refuses in a team, by NdisPhysicalMedium. Other numbers say nothing: drivers of Ethernet adapters and
 * virtual adapters report 0 (Unspecified) too. Source: MSFT_NetAdapter,
 * https://learn.microsoft.com/windows/win32/fwp/wmi/netadaptercimprov/msft-netadapter
 */
const NUMBERS: Readonly<Record<string, string>> = {
  1: 'Wireless LAN',
  8: 'Wireless WAN',
  9: 'Native 802.11',
  10: 'BlueTooth',
  11: 'Infiniband',
};
/** The same media in words, as Get-NetAdapter prints them and people write them. */
const WORDS = /^(?:(?:native )?802\.11\w*|wi-?fi|wlan|wwan|wireless(?: [lw]an)?|bluetooth|(?:ip over |ipo)?infiniband|ipoib)$/i;

export default defineRule({
  about: 'nic',
  severity: 'error',
  title: 'A team member is no Ethernet adapter',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/networking/technologies/nic-teaming/nic-teaming; MSFT_NetAdapter',
  check(nic, { network, report }) {
    const team = network.teamOf(nic);
    const written = nic.data.physicalMediaType?.trim();
    if (!team || written === undefined) return;
    const name = NUMBERS[written];
    if (name === undefined && !WORDS.test(written)) return;
    report(
      at(nic, 'physicalMediaType'),
      `${nic.name} of ${nic.host.name} has the medium ${name === undefined ? written : `${name} (${written})`}, but is a member of the team ${team.name}, which takes Ethernet adapters only`,
      { related: [{ at: at(team, 'name'), message: 'the team' }] },
    );
  },
});
