import { describe, expect, it } from 'vitest';
import { haveNothingInCommon, routedSubnets } from '#model/routed-subnets';
import { network } from './estate.ts';

const subnets = async (svi: string) => {
  const net = await network({ 'a.yaml': `kind: switch\nname: tor1\nsvis: [{ vlanId: 10, ${svi} }]\n` });
  return routedSubnets(net.switch('tor1')!, 10);
};

describe('routedSubnets', () => {
  it('are the subnets of the routed interface of a VLAN', async () => {
    const found = await subnets('ipAddresses: [10.0.10.2/24, 10.1.0.200/26]');
    expect(found?.map((s) => s.prefix.length)).toEqual([24, 26]);
    expect(found?.map((s) => s.address)).toEqual(['10.0.10.2/24', '10.1.0.200/26']);
  });

  it.each([
    'adminUp: true',
    'ipAddresses: []',
    'ipAddresses: [10.0.10.2/24], adminUp: false',
    'ipAddresses: [10.0.10.2]',
    'ipAddresses: [10.0.10.2/31]',
    'ipAddresses: [10.0.10.2/7]',
    'ipAddresses: [10.0.300.2/24]',
    'ipAddresses: [10.0.10.2/24, "fd00::1/64"]',
  ])('are unknown with %s', async (svi) => {
    expect(await subnets(svi)).toBeUndefined();
  });
});

describe('haveNothingInCommon', () => {
  it('means that no address is common', async () => {
    const [a, b, wide] = await Promise.all(
      ['10.0.10.2/24', '10.0.11.2/24', '10.0.0.1/16'].map((address) => subnets(`ipAddresses: [${address}]`)),
    );
    expect(haveNothingInCommon(a!, b!)).toBe(true);
    expect(haveNothingInCommon(a!, a!)).toBe(false);
    expect(haveNothingInCommon(b!, wide!)).toBe(false);
    expect(haveNothingInCommon(wide!, a!)).toBe(false);
  });
});
