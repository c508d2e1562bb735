// The healthy estate of bench/fleet.mjs: racks of 24 hosts below two top-of-rack switches, of three makes in turn.
//
//   set    Windows Server 2016 to 2022: Switch Embedded Teaming with RDMA, and a switch-independent team for backup
//   lacp   Windows Server 2022: the same, but the team for backup runs LACP to a pair of switches that act as one
//   lbfo   Windows Server 2012 R2: a Hyper-V switch on a team, and two with SR-IOV whose VMs team by themselves
//
// Every thing is drawn from its own random stream, so host 17 is the same in a fleet of 100 and in one of 10,000.

export const HOSTS_PER_RACK = 24;
const TENANT_VLANS = Array.from({ length: 24 }, (_, i) => 100 + i * 10);
const MAKES = ['set', 'lacp', 'lbfo'];
/** Three cores for each adapter, beginning after the first core, two adapters to each NUMA node. */
const BASE_PROCESSORS = [2, 8, 16, 22];

export function random(...parts) {
  let h = 2166136261;
  for (const c of parts.join('|')) h = Math.imul(h ^ c.charCodeAt(0), 16777619);
  let a = h >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

const pad = (n, width) => String(n).padStart(width, '0');
const mac = (prefix, n) => `${prefix}${pad(n.toString(16).toUpperCase(), 6)}`.match(/../g).join('-');
const rackOf = (i) => Math.floor(i / HOSTS_PER_RACK);

export const hostName = (i) => `hv-${pad(i, 5)}`;
export const rackName = (i) => `r${pad(rackOf(i), 4)}`;
export const makeOf = (i) => MAKES[rackOf(i) % MAKES.length];

/** Two adapters to each of two switches, the odd to A and the even to B; each switch has two ports for a host. */
const switchOf = (i, nic) => `tor-${pad(rackOf(i), 4)}-${nic % 2 ? 'a' : 'b'}`;
const portNumber = (i, nic) => (i % HOSTS_PER_RACK) * 2 + (nic > 2 ? 2 : 1);
const channelId = (i) => 101 + (i % HOSTS_PER_RACK);

function makeNic(i, n, r, { description, speed, driver, provider, extra, properties }) {
  return {
    name: `NIC${n}`,
    interfaceDescription: `${description}${n > 1 ? ` #${n}` : ''}`,
    macAddress: mac('B88303', i * 4 + n),
    linkSpeed: speed,
    driverVersion: driver,
    driverProvider: provider,
    connectedTo: `${switchOf(i, n)}/Ethernet1/${portNumber(i, n)}`,
    ...extra,
    advancedProperties: {
      VlanID: 0,
      '*JumboPacket': 9014,
      '*RSS': 1,
      '*NumRssQueues': 16,
      '*RssBaseProcNumber': BASE_PROCESSORS[n - 1],
      '*MaxRssProcessors': 3,
      '*VMQ': 1,
      '*FlowControl': 0,
      '*InterruptModeration': 1,
      '*LsoV2IPv4': 1,
      '*LsoV2IPv6': 1,
      '*TCPChecksumOffloadIPv4': 3,
      '*UDPChecksumOffloadIPv4': 3,
      '*ReceiveBuffers': r.pick([512, 1024, 2048]),
      '*TransmitBuffers': 1024,
      '*PriorityVLANTag': 3,
      ...properties,
    },
  };
}

/** What hosts of every make say of themselves. */
function commonHost(i, os, r) {
  return {
    kind: 'host',
    name: hostName(i),
    os,
    roles: ['Hyper-V', 'Failover-Clustering'],
    cluster: `cl-${pad(Math.floor(i / 12), 4)}`,
    metadata: { rack: rackName(i), unit: (i % HOSTS_PER_RACK) + 1, owner: r.pick(['netops', 'virt-team', 'platform']) },
    processors: { logicalProcessors: 32, hyperThreading: true, numaNodes: 2 },
  };
}

function addressesOf(i) {
  const low = (i % 250) + 2;
  const net = Math.floor(i / 250);
  return (vlan) => [`10.${net}.${vlan}.${low}/24`];
}

const access = (vlan) => ({ operationMode: 'Access', accessVlanId: vlan });

function makeSetHost(i, r, lacp) {
  const addresses = addressesOf(i);
  const host = commonHost(i, lacp ? '2022' : r.pick(['2016', '2019', '2019', '2022']), r);
  host.roles.push('Data-Center-Bridging');
  const nic = (n) =>
    makeNic(i, n, r, {
      description: 'Mellanox ConnectX-5 Adapter',
      speed: '25 Gbps',
      driver: '2.80.25134.0',
      provider: 'Mellanox Technologies Ltd.',
      extra: { rdma: { enabled: n <= 2 } },
      properties: { '*SRIOV': n <= 2 ? 1 : 0, '*QOS': n <= 2 ? 1 : 0, '*NetworkDirect': n <= 2 ? 1 : 0 },
    });
  const vnic = (name, vlan, mapped) => ({
    name,
    switchName: 'Tenant',
    vlan: access(vlan),
    ...(mapped ? { rdma: { enabled: true }, teamMapping: { physicalNetAdapterName: mapped } } : {}),
    ipAddresses: addresses(vlan),
  });
  return {
    ...host,
    nics: [1, 2, 3, 4].map(nic),
    teams: [
      {
        name: 'Backup',
        teamingMode: lacp ? 'Lacp' : 'SwitchIndependent',
        ...(lacp ? { lacpTimer: 'Fast' } : {}),
        loadBalancingAlgorithm: 'Dynamic',
        members: ['NIC3', 'NIC4'],
        teamNics: [{ name: 'Backup', primary: true, default: true, ipAddresses: addresses(50) }],
      },
    ],
    vmSwitches: [
      {
        name: 'Tenant',
        switchType: 'External',
        netAdapterName: ['NIC1', 'NIC2'],
        embeddedTeamingEnabled: true,
        allowManagementOS: true,
        loadBalancingAlgorithm: 'HyperVPort',
      },
    ],
    hostAdapters: [
      vnic('Management', 10),
      vnic('LiveMigration', 20),
      vnic('Cluster', 30),
      vnic('SMB1', 40, 'NIC1'),
      vnic('SMB2', 41, 'NIC2'),
    ],
    offload: { chimney: 'Disabled', receiveSideScaling: 'Enabled' },
    qos: {
      policies: [
        { name: 'SMB', netDirectPortMatchCondition: 445, priorityValue8021Action: 3 },
        { name: 'Cluster', template: 'Cluster', priorityValue8021Action: 7 },
      ],
      trafficClasses: [
        { name: 'SMB', priority: [3], algorithm: 'ETS', bandwidthPercentage: 50 },
        { name: 'Cluster', priority: [7], algorithm: 'ETS', bandwidthPercentage: 1 },
      ],
      flowControl: [3],
      dcbx: { willing: false },
    },
    thirdPartyTeams: [],
  };
}

function makeLbfoHost(i, r) {
  const addresses = addressesOf(i);
  const nic = (n) =>
    makeNic(i, n, r, {
      description: 'Intel(R) Ethernet Converged Network Adapter X710',
      speed: '10 Gbps',
      driver: '1.8.103.0',
      provider: 'Intel',
      extra: n > 2 ? { sriov: { enabled: true, numVFs: 32 } } : {},
      properties: { '*SRIOV': n > 2 ? 1 : 0 },
    });
  const vnic = (name, vlan, weight) => ({
    name,
    switchName: 'Tenant',
    vlan: access(vlan),
    minimumBandwidthWeight: weight,
    ipAddresses: addresses(vlan),
  });
  return {
    ...commonHost(i, '2012R2', r),
    nics: [1, 2, 3, 4].map(nic),
    teams: [
      {
        name: 'Team1',
        teamingMode: 'SwitchIndependent',
        loadBalancingAlgorithm: 'HyperVPort',
        members: ['NIC1', 'NIC2'],
        teamNics: [{ name: 'Team1', primary: true, default: true }],
      },
    ],
    vmSwitches: [
      {
        name: 'Tenant',
        switchType: 'External',
        netAdapterName: 'Team1',
        allowManagementOS: true,
        bandwidthReservationMode: 'Weight',
        defaultFlowMinimumBandwidthWeight: 50,
      },
      { name: 'Fast-A', switchType: 'External', netAdapterName: 'NIC3', allowManagementOS: false, iovEnabled: true },
      { name: 'Fast-B', switchType: 'External', netAdapterName: 'NIC4', allowManagementOS: false, iovEnabled: true },
    ],
    hostAdapters: [vnic('Management', 10, 5), vnic('LiveMigration', 20, 30), vnic('Cluster', 30, 10)],
    offload: { chimney: 'Disabled', receiveSideScaling: 'Enabled', receiveSegmentCoalescing: 'Disabled' },
    qos: { policies: [] },
    thirdPartyTeams: [],
  };
}

export function makeHost(i, seed) {
  const r = random(seed, 'host', i);
  return makeOf(i) === 'lbfo' ? makeLbfoHost(i, r) : makeSetHost(i, r, makeOf(i) === 'lacp');
}

/** Where hosts have switches with SR-IOV, the first two VMs have a function on both and team them. */
export function makeVms(i, seed) {
  const r = random(seed, 'vms', i);
  return Array.from({ length: r.int(10, 20) }, (_, k) => {
    const vlan = r.pick(TENANT_VLANS);
    const adapter = (name, switchName, nth) => ({
      name,
      switchName,
      macAddress: mac('00155D', i * 32 + k + nth * 20),
      vlan: access(vlan),
    });
    const vm = {
      kind: 'vm',
      name: `vm-${pad(i, 5)}-${pad(k, 2)}`,
      host: hostName(i),
      generation: 2,
      metadata: { owner: r.pick(['finance', 'web', 'data']), cpus: r.pick([2, 4, 8]), memoryMB: r.pick([4096, 8192]) },
    };
    if (makeOf(i) !== 'lbfo' || k > 1) return { ...vm, networkAdapters: [adapter('Network Adapter', 'Tenant', 0)] };
    return {
      ...vm,
      networkAdapters: ['A', 'B'].map((side, nth) => ({
        ...adapter(`Fast ${side}`, `Fast-${side}`, nth),
        iovWeight: 100,
        allowTeaming: 'On',
      })),
      guest: {
        os: '2012R2',
        nicNames: { 'Fast A': 'Ethernet', 'Fast B': 'Ethernet 2' },
        teams: [
          {
            name: 'Team',
            teamingMode: 'SwitchIndependent',
            loadBalancingAlgorithm: 'TransportPorts',
            members: ['Ethernet', 'Ethernet 2'],
          },
        ],
      },
    };
  });
}

/** Which VLANs the two ports of a host carry: below its big Hyper-V switch, and below the rest. */
const TRUNKS = {
  set: [
    { nativeVlan: 1, allowedVlans: '10,20,30,40-41,100-340' },
    { nativeVlan: 50, allowedVlans: '50-52' },
  ],
  lbfo: [
    { nativeVlan: 1, allowedVlans: '10,20,30,50,100-340' },
    { nativeVlan: 1, allowedVlans: '100-340' },
  ],
};
TRUNKS.lacp = TRUNKS.set;

function makeSwitch(rack, side, hosts) {
  const first = rack * HOSTS_PER_RACK;
  const make = makeOf(first);
  const lossless = make !== 'lbfo';
  const ports = [];
  const portChannels = [];
  for (let i = first; i < Math.min(hosts, first + HOSTS_PER_RACK); i++)
    for (const [nth, trunk] of TRUNKS[make].entries()) {
      const nic = nth * 2 + (side === 'a' ? 1 : 2);
      const lag = make === 'lacp' && nth === 1 ? channelId(i) : undefined;
      const description = `${hostName(i)} NIC${nic}`;
      const settings = { mode: 'trunk', ...trunk, mtu: 9216, stp: { enabled: true, edge: true } };
      ports.push({
        name: `Ethernet1/${portNumber(i, nic)}`,
        description,
        ...settings,
        speed: lossless ? '25 Gbps' : '10 Gbps',
        adminUp: true,
        ...(lossless ? { pfc: { mode: 'on', priorities: [3] } } : {}),
        ...(lag ? { lag: { id: lag, mode: 'active', rate: 'fast' } } : {}),
      });
      if (lag) portChannels.push({ id: lag, description: `${hostName(i)} Backup`, ...settings, vpc: lag });
    }
  if (make === 'lacp') {
    const peer = `peer link to ${switchOf(first, side === 'a' ? 2 : 1)}`;
    for (const n of [53, 54])
      ports.push({ name: `Ethernet1/${n}`, description: peer, speed: '100 Gbps', lag: { id: 1000, mode: 'active' } });
    portChannels.push({ id: 1000, description: peer, mode: 'trunk', allowedVlans: 'all', mtu: 9216, peerLink: true });
  }
  return {
    kind: 'switch',
    name: switchOf(first, side === 'a' ? 1 : 2),
    os: 'nx-os',
    ...(make === 'lacp' ? { mlagDomain: rack + 1 } : {}),
    vlans: [1, 10, 20, 30, 40, 41, 50, 51, 52, ...TENANT_VLANS].map((id) => ({ id, name: `vlan-${id}` })),
    ports,
    ...(portChannels.length > 0 ? { portChannels } : {}),
    ...(lossless
      ? {
          qos: {
            servicePolicies: [
              { type: 'network-qos', name: 'lossless' },
              { type: 'queuing', direction: 'output', name: 'shares' },
            ],
            policyMaps: [
              { type: 'network-qos', name: 'lossless' },
              { type: 'queuing', name: 'shares' },
            ],
            classes: [
              { type: 'network-qos', policy: 'lossless', name: 'smb', pfcPriority: 3, noDrop: true, mtu: 9216 },
              { type: 'queuing', policy: 'shares', name: 'smb', bandwidthPercent: 50 },
              { type: 'queuing', policy: 'shares', name: 'cluster', bandwidthPercent: 1 },
              { type: 'queuing', policy: 'shares', name: 'default', bandwidthPercent: 49 },
            ],
          },
        }
      : {}),
  };
}

/** The two switches of a rack. */
export const makeSwitches = (rack, hosts) => ({ a: makeSwitch(rack, 'a', hosts), b: makeSwitch(rack, 'b', hosts) });
