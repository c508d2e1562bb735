import type { Nic, Switch } from './entity.ts';
import type { Network } from './network.ts';

/**
 * The switch that all of several adapters are cabled to, where that is one device. Undefined where one is cabled elsewhere, a cable or
 * the switch is unknown, the ports are of different units (the first of several numbers in their names), or a stack does not tell its units.
 */
export function oneSwitch(network: Network, nics: readonly Nic[]): Switch | undefined {
  const ends = nics.map((nic) => {
    const cable = network.cableOf(nic);
    return { device: cable && network.switch(cable.switch), unit: /\d+(?=\/)/.exec(cable?.port ?? '')?.[0] };
  });
  const [first] = ends;
  if (!first?.device || ends.some(({ device, unit }) => device !== first.device || unit !== first.unit)) return undefined;
  return first.device.data.stackId !== undefined && first.unit === undefined ? undefined : first.device;
}
