import type { TenantEnd } from '#model/tenant-end';
import type { TenantWay } from '#model/tenant-way';
import { harmless } from './harmless.ts';
import { hopJson, hopLine } from './hop.ts';
import type { Paint, Style } from './paint.ts';

const VERDICT: Readonly<Record<TenantWay['verdict'], { readonly text: string; readonly style: Style }>> = {
  arrives: { text: 'arrives', style: 'cyan' },
  lost: { text: 'does not arrive', style: 'red' },
  unknown: { text: 'not known: what is described stops nothing', style: 'yellow' },
};

/** The way of a packet between VMs of virtual networks, hop by hop. */
export function tenantText({ source, destination, reply, hops, verdict }: TenantWay, cwd: string, paint: Paint): string {
  const { text, style } = VERDICT[verdict];
  const names = [source, destination].map((end) => end.adapter && harmless(end.adapter.vm.name));
  const who = names.every((name) => name !== undefined) ? `${names.join(' to ')}, ` : '';
  const addresses = `${harmless(source.address)} to ${harmless(destination.address)}`;
  const title = `${reply ? 'reply of ' : ''}${who}${addresses} in virtual subnet ${source.vsid}`;
  return [`${paint('bold', title)}  ${paint(style, text)}`, ...hops.map((hop) => hopLine(hop, '  ', cwd, paint))].join('\n');
}

/** The same for machines: `packet` of `schemas/trace.schema.json`. */
export function tenantJson({ source, destination, reply, hosts, wire, hops, verdict }: TenantWay, cwd: string) {
  const end = ({ address, vsid, adapter }: TenantEnd, host: string | undefined) => ({
    address,
    vsid: vsid ?? null,
    sender: adapter?.id ?? null,
    host: host ?? null,
  });
  const gre = wire?.method === 'gre' ? wire : undefined;
  return {
    reply,
    source: end(source, hosts[0]),
    destination: end(destination, hosts[1]),
    verdict,
    wire: wire
      ? {
          method: wire.method,
          source: wire.source,
          destination: wire.destination,
          key: gre?.key ?? null,
          inner: gre?.inner ?? null,
        }
      : null,
    hops: hops.map((hop) => hopJson(hop, cwd)),
  };
}
