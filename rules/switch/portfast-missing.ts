import { switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { edgePort } from '#lint/switch-commands';
import type { Port } from '#model/entity';
import { aboveText, hostPort, portText } from '#model/host-port';
import type { Network } from '#model/network';
import { at, type Place } from '#model/place';

/** A port to a host has no bridge to wait for. */
export default defineRule({
  about: 'port',
  severity: 'warning',
  title: 'A switch port below a team or a Hyper-V switch is no edge port of spanning tree',
  since: '0.1.0',
  source: 'Azure/AzureLocal-Supportability, top-of-rack reference configurations; Cisco Nexus 9000, "Configuring STP Extensions"',
  check(port, { network, report }) {
    const mode = network.setting(port, 'mode')?.value;
    if ((mode !== 'trunk' && mode !== 'access') || network.setting(port, 'adminUp')?.value === false) return;
    const host = hostPort(network, port);
    const missing = host && host.above.kind !== 'nic' ? notEdge(network, port, mode) : undefined;
    if (!host || !missing) return;
    const owner = network.portChannelOf(port) ?? port;
    report(
      missing.place,
      `${portText(owner)} is no edge port${missing.how}, so ${aboveText(host.above)} waits some 30 seconds for spanning tree when that link comes up`,
      {
        related: [{ at: network.cableOf(host.nic)!.place, message: `${host.nic.name} of ${host.nic.host.name}` }],
        remedy: switchRemedy(port.switch, [vlanInterface(owner), edgePort(port.switch, mode)]),
      },
    );
  },
});

/** A port of a fabric extender: it is an edge port by itself. Source: Cisco Nexus 2000 Series, "Configuring the Fabric Extender". */
const EXTENDER = /^ethernet1\d\d\/\d+\/\d+$/i;

/** Where it stands that a port is no edge port although spanning tree runs on it; undefined when that is not so or not known. */
function notEdge(
  network: Network,
  port: Port,
  mode: 'access' | 'trunk',
): { readonly place: Place; readonly how: string } | undefined {
  const { os, spanningTree } = port.switch.data;
  const channel = network.portChannelOf(port);
  // The settings of a port-channel that nobody describes are unknown, and they are the ones that count.
  if ((port.data.lag && !channel) || spanningTree?.mode?.toLowerCase() === 'none') return undefined;
  const owner = channel ?? port;
  if (os === 'nx-os' && EXTENDER.test(port.name)) return undefined;
  for (const { data } of [owner, port])
    if (data.stp?.edge === true || data.stp?.enabled === false || data.stp?.bpduFilter === true) return undefined;
  const setting = network.setting(port, 'stp');
  if (setting?.value.edge === false) {
    const { entity, value } = setting;
    const place = entity.kind === 'port' ? at(entity, 'stp', 'edge') : at(entity, 'stp', 'edge');
    // NX-OS runs spanning tree unless it is told not to.
    return value.enabled === true || os === 'nx-os' ? { place, how: '' } : undefined;
  }
  // A description of our own need not say everything; of a configuration the missing line says `normal`.
  const text = owner.tree.documents.every((document) => document.complete);
  if (os !== 'nx-os' || !text || (mode === 'access' && spanningTree?.edgeDefault === true)) return undefined;
  return { place: at(owner), how: ' (port type normal by default)' };
}
