/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export interface RandomRecord {
  vmName: string;
  virtualSubnetId: number;
  customerAddress: string;
  macAddress: string;
  providerAddress: string;
  rule: string;
  customerId: string;
}

/** A sound policy with the hosts and VMs it is for; every host has a copy of its own. */
export interface RandomPolicy {
  readonly hosts: readonly string[];
  readonly records: RandomRecord[];
  /** Host of each VM. */
  readonly runsOn: ReadonlyMap<string, string>;
  /** Routing domain of each virtual subnet. */
  readonly domains: ReadonlyMap<number, string>;
  readonly routes: readonly { routingDomainId: string; virtualSubnetId: number; destinationPrefix: string; nextHop: string }[];
  readonly providerAddresses: readonly { host: string; providerAddress: string; prefixLength: number; vlanId: number }[];
}

/**
 * One to three customers with the same addresses, each by IP rewrite or NVGRE as a whole, in one or two virtual subnets, on two to four
 * hosts; provider addresses are IPv4 or IPv6.
 */
export function randomPolicy(seed: number): RandomPolicy {
  const random = randomOf(seed);
  const hosts = Array.from({ length: 2 + random(3) }, (_, i) => `HOST${i + 1}`);
  const six = random(3) === 0;
  const provider = (n: number): string => (six ? `fd00:1::${(n + 1).toString(16)}` : `192.168.1.${n + 1}`);
  let next = hosts.length;
  const records: RandomRecord[] = [];
  const runsOn = new Map<string, string>();
  const domains = new Map<number, string>();
  const routes: RandomPolicy['routes'][number][] = [];
  const owned = new Map<string, string>();
  for (let customer = 0; customer <= random(3); customer++) {
    const encap = random(2) === 0;
    const routingDomainId = `{d0000000-0000-4000-8000-00000000000${customer}}`;
    for (let subnet = 0; subnet <= random(2); subnet++) {
      const virtualSubnetId = 5001 + customer * 1000 + subnet;
      domains.set(virtualSubnetId, routingDomainId);
      routes.push({ routingDomainId, virtualSubnetId, destinationPrefix: `10.1.${subnet}.0/24`, nextHop: '0.0.0.0' });
      for (let vm = 0; vm <= random(4); vm++) {
        const vmName = `vm-${customer}-${subnet}-${vm}`;
        const host = random(hosts.length);
        runsOn.set(vmName, hosts[host]!);
        // With NVGRE the VMs of a host share its address; with IP rewrite each has its own.
        const providerAddress = provider(encap ? host : next++);
        owned.set(providerAddress, hosts[host]!);
        records.push({
          vmName,
          virtualSubnetId,
          customerAddress: `10.1.${subnet}.${10 + vm}`,
          macAddress: `00155D${customer}0${subnet}00${vm}`,
          providerAddress,
          rule: encap ? 'TranslationMethodEncap' : 'TranslationMethodNat',
          customerId: `{c0000000-0000-4000-8000-00000000000${customer}}`,
        });
      }
    }
  }
  const providerAddresses = [...owned].map(([providerAddress, host]) => ({
    host,
    providerAddress,
    prefixLength: six ? 64 : 24,
    vlanId: 0,
  }));
  return { hosts, records, runsOn, domains, routes, providerAddresses };
}

/** The files of such an estate. `changed` alters the records of one host's copy. */
export function filesOf(
  policy: RandomPolicy,
  changed: (host: string, records: readonly RandomRecord[]) => readonly RandomRecord[] = (_, records) => records,
): Record<string, string> {
  const hosts = policy.hosts.map((name) => ({
    kind: 'host',
    name,
    os: '2012R2',
    roles: ['Hyper-V'],
    vmSwitches: [{ name: 'S', switchType: 'External', netAdapterName: 'NIC1' }],
    nics: [{ name: 'NIC1', advancedProperties: { '*JumboPacket': 9014 } }],
  }));
  const vms = policy.records.map((record) => ({
    kind: 'vm',
    name: record.vmName,
    host: policy.runsOn.get(record.vmName),
    networkAdapters: [
      {
        name: 'A',
        switchName: 'S',
        virtualSubnetId: record.virtualSubnetId,
        staticMacAddress: record.macAddress,
        dynamicMacAddressEnabled: false,
        ipAddresses: [`${record.customerAddress}/24`],
      },
    ],
  }));
  const copies = policy.hosts.map((host) => ({
    kind: 'network-virtualization',
    name: 'tenants',
    appliesTo: [host],
    policySource: 'a test',
    customerRoutes: policy.routes,
    lookupRecords: changed(host, policy.records),
    providerAddresses: policy.providerAddresses.filter((address) => address.host === host),
  }));
  return Object.fromEntries([...hosts, ...vms, ...copies].map((document, i) => [`${i}.json`, JSON.stringify(document)]));
}
