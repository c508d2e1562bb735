import { describe, expect, it } from 'vitest';
import { wmiBlocker } from '#model/wmi-firewall';
import { network } from './estate.ts';

async function host(text: string) {
  return (await network({ 'hv01.yaml': `kind: host\nname: hv01\n${text}` })).all('host')[0]!;
}

describe('wmiBlocker', () => {
  it.each([
    ['[{ group: "@FirewallAPI.dll,-34251", enabled: false }]', 0],
    ['[{ group: "@FirewallAPI.dll,-34251", enabled: true }]', undefined],
    ['[{ name: WMI-RPCSS-In-TCP, enabled: true }, { name: WMI-WINMGMT-In-TCP, enabled: false }]', 1],
    ['[{ name: WMI-RPCSS-In-TCP, enabled: false }, { name: WMI-RPCSS-In-TCP-NoScope, enabled: true }]', undefined],
    ['[{ displayName: Windows Management Instrumentation (WMI-In), group: "@FirewallAPI.dll,-34251", enabled: false }]', 0],
    ['[{ name: WMI-ASYNC-In-TCP, group: "@FirewallAPI.dll,-34251", enabled: false }]', undefined],
    ['[{ displayName: Hyper-V Replica HTTP Listener (TCP-In), enabled: false }]', undefined],
    ['[]', undefined],
  ])('%s: %s', async (rules, expected) => {
    expect(wmiBlocker(await host(`firewallRules: ${rules}\n`))).toBe(expected);
  });
});
