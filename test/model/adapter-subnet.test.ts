import { describe, expect, it } from 'vitest';
import { isInVirtualSubnet, virtualSubnetOf, vsidOf } from '#model/adapter-subnet';
import { vlansOfAdapter } from '#model/vlan-use';
import { network, shown } from './estate.ts';

const adapterOf = async (adapter: string, name = 'a.yaml') => {
  const net = await network({ [name]: `kind: vm\nname: web\nhost: hv01\nnetworkAdapters: [{ name: A, ${adapter} }]\n` });
  return net.all('vm')[0]!.adapters[0]!;
};

describe('virtualSubnetOf', () => {
  it.each([
    ['virtualSubnetId: 5001', 5001, '5001'],
    ['virtualSubnetId: 0', 0, '0'],
    ['isolation: { isolationMode: NativeVirtualSubnet, defaultIsolationId: 5002 }', 5002, '5002'],
    ['isolation: { isolationMode: ExternalVirtualSubnet, defaultIsolationId: 5002 }, virtualSubnetId: 0', 5002, '5002'],
    ['isolation: { isolationMode: Vlan, defaultIsolationId: 10 }', 0, 'A'],
    ['isolation: { isolationMode: None }', 0, 'A'],
  ])('is told by %s', async (adapter, vsid, text) => {
    const found = virtualSubnetOf(await adapterOf(adapter));
    expect(found?.vsid).toBe(vsid);
    expect(shown(found!.place)).toContain(text);
  });

  it('is not known of an export that shows none, nor of an isolation without its subnet', async () => {
    expect(virtualSubnetOf(await adapterOf('switchName: S', 'observed.yaml'))).toBeUndefined();
    expect(virtualSubnetOf(await adapterOf('isolation: { isolationMode: NativeVirtualSubnet }'))).toBeUndefined();
  });
});

it('a virtual subnet whose ID nobody wrote is one all the same, and 0 is none', async () => {
  const inside = async (adapter: string) => isInVirtualSubnet(await adapterOf(adapter));
  expect(await inside('isolation: { isolationMode: NativeVirtualSubnet }')).toBe(true);
  expect(await inside('isolation: { isolationMode: ExternalVirtualSubnet, defaultIsolationId: 5002 }')).toBe(true);
  expect(await inside('virtualSubnetId: 5001')).toBe(true);
  expect(await inside('virtualSubnetId: 0, isolation: { isolationMode: Vlan, defaultIsolationId: 10 }')).toBe(false);
  expect(vsidOf(await adapterOf('isolation: { isolationMode: NativeVirtualSubnet }'))).toBe(0);
  expect(vsidOf(await adapterOf('isolation: { isolationMode: NativeVirtualSubnet, defaultIsolationId: 5002 }'))).toBe(5002);
});

it('an adapter in a virtual subnet puts no VLAN of its own on the wire', async () => {
  expect(vlansOfAdapter(await adapterOf('isolation: { isolationMode: NativeVirtualSubnet, defaultIsolationId: 5002 }'))).toEqual(
    [],
  );
  expect(vlansOfAdapter(await adapterOf('virtualSubnetId: 5001'))).toEqual([]);
  expect(vlansOfAdapter(await adapterOf('virtualSubnetId: 0'))).toHaveLength(1);
});
