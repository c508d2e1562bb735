import { describe, expect, test } from 'vitest';
import { lint } from '#lint/lint';
import { flowControlOff, shellOf, switchRemedy, vlanInterface } from '#lint/remedy';
import type { Switch } from '#model/entity';
import { estate as estateOf, rule } from './estate.ts';

/** The switches of a text, as a rule sees them. */
async function switches(text: string): Promise<Switch[]> {
  const found: Switch[] = [];
  const see = rule('test/see', { about: 'switch', check: (device) => void found.push(device) });
  lint(await estateOf({ 'tor1.yaml': text }), [see]);
  return found;
}

const TEXT = (os: string) => `kind: switch
name: tor1
os: ${os}
ports:
  - { name: Ethernet1/1, mode: trunk, lag: { id: 10, mode: active } }
  - { name: Ethernet1/2, mode: trunk }
portChannels:
  - { id: 10, mode: trunk }
`;

describe('commands of a system', () => {
  test.each([
    ['nx-os', 'nx-os', 'interface port-channel10', 'flowcontrol send off'],
    ['ios', 'ios', 'interface Port-channel10', 'flowcontrol send off'],
    ['ios-xe', 'ios', 'interface Port-channel10', 'flowcontrol send off'],
    ['eos', 'eos', 'interface Port-Channel10', 'flowcontrol send off'],
    ['os10', 'os10', 'interface port-channel10', 'flowcontrol transmit off'],
  ])('%s', async (os, shell, channel, pause) => {
    const [device] = await switches(TEXT(os));
    expect(shellOf(device!)).toBe(shell);
    expect(vlanInterface(device!.ports[0]!)).toBe(channel);
    expect(vlanInterface(device!.ports[1]!)).toBe('interface Ethernet1/2');
    expect([flowControlOff(device!, 'send'), flowControlOff(device!, 'receive')]).toEqual([pause, 'flowcontrol receive off']);
    expect(switchRemedy(device!, ['x'])).toMatchObject({ shell, commands: ['x'], disruptive: false });
  });

  // Its VLANs are written at the VLAN, and its interfaces have blanks in their names: no command is claimed.
  test.each(['os9', 'junos', 'sonic'])('none of %s', async (os) => {
    const [device] = await switches(TEXT(os));
    expect([shellOf(device!), switchRemedy(device!, ['x']), vlanInterface(device!.ports[0]!)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
