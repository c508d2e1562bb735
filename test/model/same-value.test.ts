import { describe, expect, it } from 'vitest';
import { sameValue } from '#model/same-value';

describe('sameValue', () => {
  it.each([
    ['os', '2019', '2019'],
    ['switchName', 'External', ' external'],
    ['roles', ['Hyper-V', 'DCB'], ['dcb', 'hyper-v']],
    ['netAdapterName', 'Team1', ['TEAM1']],
    ['members', ['NIC1', 'NIC2'], [{ name: 'nic2', administrativeMode: 'Standby' }, 'nic1']],
    ['linkSpeed', '10 Gbps', 10_000_000_000],
    ['speed', '1000Mbps', '1 Gbps'],
    ['macAddress', '00-15-5D-01-02-03', '0015.5d01.0203'],
    ['allowedVlans', '1,10-12', [12, 11, '10', 1]],
    ['allowedVlans', 'all', '1-4094'],
    ['connectedTo', 'tor1/Ethernet1/1', { switch: 'TOR1', port: 'eth 1/1' }],
    ['priority', 3, [3]],
    ['lag', { id: 10, mode: 'active' }, { mode: 'active', id: '10' }],
  ])('%s: %j is %j', (property, a, b) => {
    expect(sameValue(property, a, b)).toBe(true);
    expect(sameValue(property, b, a)).toBe(true);
  });

  it.each([
    ['os', '2019', '2022'],
    ['vlanId', 0, 42],
    ['edge', true, false],
    ['roles', ['Hyper-V'], ['Hyper-V', 'DCB']],
    ['roles', ['a', 'a', 'b'], ['a', 'b', 'b']],
    ['members', [{ name: 'NIC1' }], [{ name: 'NIC2' }]],
    ['linkSpeed', '10 Gbps', '25 Gbps'],
    ['linkSpeed', '10 Gbps', 'unknown'],
    ['macAddress', '00-15-5D-01-02-03', '00-15-5D-01-02-04'],
    ['allowedVlans', '1,10-12', '1,10-13'],
    ['connectedTo', 'tor1/Ethernet1/1', 'tor2/Ethernet1/1'],
    ['lag', { id: 10 }, { id: 10, mode: 'active' }],
    ['qos', {}, []],
  ])('%s: %j is not %j', (property, a, b) => {
    expect(sameValue(property, a, b)).toBe(false);
    expect(sameValue(property, b, a)).toBe(false);
  });
});
