import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { vmmqWishes } from '#model/vmmq-wish';

/** The driver does no VMMQ while its keyword is off, whatever the Hyper-V switch above asks for. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'VMMQ is asked for on a Hyper-V switch with embedded teaming, but off on a member',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Standardized INF keywords for VMMQ; microsoft/Convert-LBFO2SET',
  check(nic, { network, report }) {
    const vmSwitch = network.setOf(nic);
    const keyword = nic.advancedNumber('*RssOnHostVPorts');
    if (!vmSwitch || keyword?.value !== 0) return;
    if (nic.host.os !== undefined && !inRange(nic.host.os, RELEASES.vmmq)) return;
    const wishes = vmmqWishes(network, vmSwitch);
    const [first, ...more] = wishes;
    if (!first) return;
    const place = at(nic, 'advancedProperties', keyword.key);
    report(
      place,
      `${nic.name} has ${keyword.key} off, so it does no VMMQ, which ${first.who}${more.length > 0 ? ` and ${more.length} more ask` : ' asks'} for`,
      {
        related: wishes.map((wish) => ({ at: wish.place, message: 'VMMQ is asked for here' })),
        fix: { title: 'Switch it on', safe: true, changes: [{ at: place, value: 1 }] },
        remedy: {
          on: nic.host,
          shell: 'powershell',
          commands: [
            powershell`Set-NetAdapterAdvancedProperty -Name ${nic.name} -RegistryKeyword '*RssOnHostVPorts' -RegistryValue 1`,
          ],
          disruptive: true,
        },
      },
    );
  },
});
