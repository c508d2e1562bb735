import { describe, expect, test } from 'vitest';
import { inPrefix, isLinkLocal, parseIp, parsePrefix } from '#model/ip-prefix';

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
