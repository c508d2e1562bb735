import { describe, expect, test } from 'vitest';
import {
  familyText,
  hasHostBits,
  inPrefix,
  ipKey,
  isLinkLocal,
  lowestHost,
  networkEnd,
  networkOf,
  networkText,
  noUnicast,
  parseIp,
  parsePrefix,
  prefixText,
  sameNetwork,
} from '#model/ip-prefix';

describe('addresses', () => {
  test.each([
    ['0.0.0.0', 0n],
    ['10.0.10.1', 0x0a000a01n],
    [' 255.255.255.255 ', 0xffffffffn],
    ['::', 0n],
    ['::1', 1n],
    ['2001:DB8::', 0x20010db8000000000000000000000000n],
    ['2001:db8:0:0:1:0:0:1', 0x20010db8000000000001000000000001n],
    ['1:2:3:4:5:6:7:8', 0x00010002000300040005000600070008n],
    ['1::8', 0x00010000000000000000000000000008n],
    ['1:2:3:4:5:6:7::', 0x00010002000300040005000600070000n],
    ['::ffff:10.0.10.1', 0xffff0a000a01n],
    ['1:2:3:4:5:6:10.0.10.1', 0x0001000200030004000500060a000a01n],
  ])('%s', (text, bits) => {
    const address = parseIp(text)!;
    expect(address.kind()).toBe(text.includes(':') ? 'ipv6' : 'ipv4');
    expect(address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)).toBe(bits);
  });

  test.each([
    '',
    '10.0.10',
    '10.0.10.256',
    '10.0.010.1',
    '10.0.10.1.2',
    '10.0.10.1/24',
    'dhcp',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '1::2::3',
    '12345::',
    'g::',
    'fe80::1%3',
    '10.0.10.1::',
    '::10.0.10.1:1',
    '1:2:3:4:5:6:7:10.0.10.1',
  ])('%j is none', (text) => {
    expect(parseIp(text)).toBeUndefined();
  });

  test('that count on one link only', () => {
    const local = (text: string) => isLinkLocal(parseIp(text)!);
    expect(['169.254.0.1', 'fe80::1', 'febf::1'].map(local)).toEqual([true, true, true]);
    expect(['169.253.0.1', '169.255.0.1', 'fe7f::1', 'fec0::1'].map(local)).toEqual([false, false, false, false]);
  });
});

describe('prefixes', () => {
  test.each(['10.0.10.2', '10.0.10.2/33', '10.0.10.2/', '10.0.10.2/x', '10.0.10.2/24/24', 'x/24', '2001:db8::1/129', '/24'])(
    '%s is none',
    (text) => {
      expect(parsePrefix(text)).toBeUndefined();
    },
  );

  test.each([
    ['10.0.10.2/24', '10.0.10.0', true],
    ['10.0.10.2/24', '10.0.10.255', true],
    ['10.0.10.2/24', '10.0.9.255', false],
    ['10.0.10.2/24', '10.0.11.0', false],
    ['10.0.10.130/25', '10.0.10.129', true],
    ['10.0.10.130/25', '10.0.10.127', false],
    ['10.0.10.2/0', '192.0.2.1', true],
    ['10.0.10.2/32', '10.0.10.2', true],
    ['10.0.10.2/32', '10.0.10.3', false],
    ['2001:db8:7::2/64', '2001:db8:7::1', true],
    ['2001:db8:7::2/64', '2001:db8:7:1::1', false],
    ['2001:db8::2/128', '2001:db8::2', true],
    ['::/0', '10.0.10.2', false],
    ['0.0.0.0/0', '::', false],
  ])('%s and %s: %s', (prefix, address, expected) => {
    expect(inPrefix(parsePrefix(prefix)!, parseIp(address)!)).toBe(expected);
  });
});

describe('addresses nobody has', () => {
  test.each([
    ['0.0.0.0', 'an unspecified address'],
    ['::', 'an unspecified address'],
    ['127.0.0.1', 'a loopback address'],
    ['::1', 'a loopback address'],
    ['224.0.0.1', 'a multicast address'],
    ['239.255.255.255', 'a multicast address'],
    ['ff02::1', 'a multicast address'],
    ['255.255.255.255', 'the broadcast address'],
    ['223.255.255.255', undefined],
    ['169.254.1.1', undefined],
    ['fe80::1', undefined],
    ['2001:db8::1', undefined],
  ])('%s: %s', (text, expected) => {
    expect(noUnicast(parseIp(text)!)).toBe(expected);
  });

  test.each([
    ['10.1.1.7/24', '10.1.1.0', 'network'],
    ['10.1.1.0/24', '10.1.1.255', 'broadcast'],
    ['10.1.1.0/24', '10.1.1.1', undefined],
    ['10.1.1.0/24', '10.1.2.0', undefined],
    ['10.1.1.0/30', '10.1.1.3', 'broadcast'],
    ['10.1.1.0/31', '10.1.1.0', undefined],
    ['10.1.1.1/32', '10.1.1.1', undefined],
    ['2001:db8::/64', '2001:db8::', undefined],
  ])('%s and %s: %s', (prefix, address, expected) => {
    expect(networkEnd(parsePrefix(prefix)!, parseIp(address)!)).toBe(expected);
  });
});

describe('networks', () => {
  test.each([
    ['10.1.1.9/24', '10.1.1.0/24', true, '10.1.1.1'],
    ['10.1.1.0/24', '10.1.1.0/24', false, '10.1.1.1'],
    ['10.1.255.255/16', '10.1.0.0/16', true, '10.1.0.1'],
    ['10.9.9.8/30', '10.9.9.8/30', false, '10.9.9.9'],
    ['10.9.9.8/31', '10.9.9.8/31', false, undefined],
    ['10.9.9.8/32', '10.9.9.8/32', false, undefined],
    ['0.0.0.0/0', '0.0.0.0/0', false, '0.0.0.1'],
    ['FD00:1:0::9/64', 'fd00:1::/64', true, 'fd00:1::1'],
    ['fd00::4/126', 'fd00::4/126', false, 'fd00::5'],
    ['fd00::4/127', 'fd00::4/127', false, undefined],
  ])('%s', (text, network, bits, lowest) => {
    const prefix = parsePrefix(text)!;
    expect(prefixText(networkOf(prefix))).toBe(network);
    expect(hasHostBits(prefix)).toBe(bits);
    expect(lowestHost(prefix)?.toString()).toBe(lowest);
  });

  test('two prefixes of one network, and the network in words', () => {
    const [a, b, c, d] = ['10.0.20.11/24', '10.0.20.12/24', '10.0.20.11/25', 'fd00:1::9/64'].map((text) => parsePrefix(text)!);
    expect([sameNetwork(a!, b!), sameNetwork(a!, c!), sameNetwork(a!, d!)]).toEqual([true, false, false]);
    expect([a!, c!, d!].map(networkText)).toEqual(['10.0.20.0/24', '10.0.20.0/25', 'fd00:1::/64']);
  });

  test('one key for the spellings of an address, and words for its version', () => {
    expect(ipKey(' FD00:0:0::1')).toBe(ipKey('fd00::1'));
    expect(ipKey('10.1.1.1')).toBe('10.1.1.1');
    expect(ipKey(' Blue ')).toBe('blue');
    expect([parseIp('10.1.1.1')!, parseIp('::')!].map(familyText)).toEqual(['IPv4', 'IPv6']);
  });
});
