// A deterministic fleet in hvlint's own language: healthy, with faults planted on request.
//
//   node bench/fleet.mjs --hosts 1000 --out DIR [--format yaml|json] [--faults 0.05] [--seed 1]
//
// Writes hosts/<rack>/<host>, vms/<rack>/<host>.vms and switches/<switch>, and planted.json beside DIR's files:
// the list of faults with the rule that must find each and the file it must be found in.
// Every thing is drawn from its own random stream, so host 17 is the same in a fleet of 100 and in one of 10,000.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HOSTS_PER_RACK = 24;
const TENANT_VLANS = Array.from({ length: 24 }, (_, i) => 100 + i * 10);
const ALLOWED = '10,20,30,40-41,100-340';

function random(...parts) {
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

/** Two adapters to each of two switches: the odd to A, the even to B. */
const cable = (host, nic) => ({
  switch: `tor-${pad(Math.floor(host / HOSTS_PER_RACK), 4)}-${nic % 2 ? 'a' : 'b'}`,
  port: `Ethernet1/${(host % HOSTS_PER_RACK) * 2 + (nic > 2 ? 2 : 1)}`,
});

function makeHost(i, seed) {
  const r = random(seed, 'host', i);
  const os = r.pick(['2016', '2019', '2019', '2022']);
  const nic = (n) => ({
    name: `NIC${n}`,
    interfaceDescription: `Mellanox ConnectX-5 Adapter${n > 1 ? ` #${n}` : ''}`,
    macAddress: mac('B88303', i * 4 + n),
    linkSpeed: '25 Gbps',
    driverVersion: '2.80.25134.0',
    driverProvider: 'Mellanox Technologies Ltd.',
    connectedTo: `${cable(i, n).switch}/${cable(i, n).port}`,
    rdma: { enabled: n <= 2 },
    advancedProperties: {
      VlanID: 0,
      '*JumboPacket': 9014,
      '*RSS': 1,
      '*NumRssQueues': 16,
      '*RssBaseProcNumber': n % 2 ? 2 : 8,
      '*MaxRssProcessors': 3,
      '*VMQ': 1,
      '*SRIOV': n <= 2 ? 1 : 0,
      '*FlowControl': 0,
      '*InterruptModeration': 1,
      '*LsoV2IPv4': 1,
      '*LsoV2IPv6': 1,
      '*TCPChecksumOffloadIPv4': 3,
      '*UDPChecksumOffloadIPv4': 3,
      '*ReceiveBuffers': r.pick([512, 1024, 2048]),
      '*TransmitBuffers': 1024,
      '*PriorityVLANTag': 3,
      '*NetworkDirect': n <= 2 ? 1 : 0,
    },
  });
  const low = (i % 250) + 2;
  const net = Math.floor(i / 250);
  const vnic = (name, vlan, mapped) => ({
    name,
    switchName: 'Tenant',
    vlan: { operationMode: 'Access', accessVlanId: vlan },
    ...(mapped ? { rdma: { enabled: true }, teamMapping: { physicalNetAdapterName: mapped } } : {}),
    ipAddresses: [`10.${net}.${vlan}.${low}/24`],
  });
  return {
    kind: 'host',
    name: hostName(i),
    os,
    roles: ['Hyper-V', 'Failover-Clustering', 'Data-Center-Bridging'],
    cluster: `cl-${pad(Math.floor(i / 16), 4)}`,
    metadata: { rack: rackName(i), unit: (i % HOSTS_PER_RACK) + 1, owner: r.pick(['netops', 'virt-team', 'platform']) },
    processors: { logicalProcessors: 32, hyperThreading: true, numaNodes: 2 },
    nics: [1, 2, 3, 4].map(nic),
    teams: [
      {
        name: 'Backup',
        teamingMode: 'SwitchIndependent',
        loadBalancingAlgorithm: 'Dynamic',
        members: ['NIC3', 'NIC4'],
        teamNics: [{ name: 'Backup', primary: true, default: true, ipAddresses: [`10.${net}.50.${low}/24`] }],
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

function makeVms(i, seed) {
  const r = random(seed, 'vms', i);
  return Array.from({ length: r.int(10, 20) }, (_, k) => ({
    kind: 'vm',
    name: `vm-${pad(i, 5)}-${pad(k, 2)}`,
    host: hostName(i),
    generation: 2,
    metadata: { owner: r.pick(['finance', 'web', 'data']), cpus: r.pick([2, 4, 8]), memoryMB: r.pick([4096, 8192]) },
    networkAdapters: [
      {
        name: 'Network Adapter',
        switchName: 'Tenant',
        macAddress: mac('00155D', i * 20 + k),
        vlan: { operationMode: 'Access', accessVlanId: r.pick(TENANT_VLANS) },
      },
    ],
  }));
}

const hostName = (i) => `hv-${pad(i, 5)}`;
const rackName = (i) => `r${pad(Math.floor(i / HOSTS_PER_RACK), 4)}`;

function makeSwitch(rack, side, hosts) {
  const ports = [];
  for (let i = rack * HOSTS_PER_RACK; i < Math.min(hosts, (rack + 1) * HOSTS_PER_RACK); i++)
    for (const [nth, role] of ['tenant', 'backup'].entries())
      ports.push({
        name: `Ethernet1/${(i % HOSTS_PER_RACK) * 2 + nth + 1}`,
        description: `${hostName(i)} NIC${nth * 2 + (side === 'a' ? 1 : 2)}`,
        mode: 'trunk',
        nativeVlan: role === 'tenant' ? 1 : 50,
        allowedVlans: role === 'tenant' ? ALLOWED : '50',
        mtu: 9216,
        speed: '25 Gbps',
        adminUp: true,
        stp: { enabled: true, edge: true },
        pfc: { mode: 'on', priorities: [3] },
      });
  return {
    kind: 'switch',
    name: `tor-${pad(rack, 4)}-${side}`,
    os: 'nx-os',
    vlans: [1, 10, 20, 30, 40, 41, 50, ...TENANT_VLANS].map((id) => ({ id, name: `vlan-${id}` })),
    ports,
  };
}

/** Each fault: what it does to the files of one host, the rule that must find it, and in which of them. */
const FAULTS = [
  {
    rule: 'vlan/trunk-missing-vlan',
    in: 'switch',
    plant: (t) => {
      t.port.allowedVlans = t.port.allowedVlans.replace('40-41', '40');
      t.port.allowedVlans = t.port.allowedVlans.replace('20,', '');
    },
  },
  {
    rule: 'vlan/team-port-not-trunk',
    in: 'switch',
    plant: (t) => {
      t.port.mode = 'access';
      t.port.accessVlan = 10;
      delete t.port.allowedVlans;
      delete t.port.nativeVlan;
    },
  },
  {
    rule: 'vlan/nic-vlan-filter-on-team-member',
    in: 'host',
    plant: (t) => {
      t.host.nics[0].advancedProperties.VlanID = 10;
    },
  },
  {
    rule: 'reading/unresolved-reference',
    in: 'host',
    plant: (t) => {
      t.host.teams[0].members[1] = 'NIC9';
    },
  },
  {
    rule: 'vmq/sum-queues-overlap',
    in: 'host',
    plant: (t) => {
      t.host.nics[1].advancedProperties['*RssBaseProcNumber'] = 4;
    },
  },
  {
    rule: 'vmq/base-processor-odd',
    in: 'host',
    plant: (t) => {
      t.host.nics[1].advancedProperties['*RssBaseProcNumber'] = 9;
    },
  },
  {
    rule: 'third-party/mixed-teaming-on-host',
    in: 'host',
    plant: (t) => {
      t.host.thirdPartyTeams = [{ name: 'OldTeam', product: 'Intel ANS' }];
    },
  },
  {
    rule: 'teaming/unknown-load-balancing-algorithm',
    in: 'host',
    plant: (t) => {
      t.host.teams[0].loadBalancingAlgorithm = 'HyperVPorts';
    },
  },
  {
    rule: 'reading/unknown-key',
    in: 'host',
    plant: (t) => {
      t.host.vmSwitches[0].enableIov = true;
    },
  },
  {
    rule: 'switch/switch-dependent-across-switches',
    in: 'host-or-switch',
    plant: (t) => {
      t.host.teams[0].teamingMode = 'Lacp';
    },
  },
  {
    rule: 'teaming/multiple-standby-members',
    in: 'host',
    plant: (t) => {
      t.host.teams[0].members = ['NIC3', 'NIC4'].map((name) => ({ name, administrativeMode: 'Standby' }));
    },
  },
  {
    rule: 'reading/duplicate-entity',
    in: 'host',
    plant: (t) => {
      t.host.hostAdapters[1].name = t.host.hostAdapters[0].name;
    },
  },
];

const PLAIN = /^[A-Za-z_][A-Za-z0-9_ ./()+-]*$/;
const WORDS = /^(?:true|false|null|~|yes|no|on|off)$/i;
const scalar = (v) =>
  typeof v !== 'string' || (PLAIN.test(v) && !WORDS.test(v) && !v.endsWith(' ')) || /^\d+(?:\.\d+){3}(?:\/\d+)?$/.test(v)
    ? String(v)
    : JSON.stringify(v);
const isScalars = (v) => Array.isArray(v) && v.every((x) => typeof x !== 'object');
/** Small mappings of scalars are written on one line, as people do. */
const isSmall = (v) => !Array.isArray(v) && Object.keys(v).length <= 3 && Object.values(v).every((x) => typeof x !== 'object');
const keyText = (k) => (/^[A-Za-z_]\w*$/.test(k) ? k : `"${k}"`);

function inline(v) {
  if (isScalars(v)) return `[${v.map(scalar).join(', ')}]`;
  return `{ ${Object.entries(v)
    .map(([k, x]) => `${keyText(k)}: ${scalar(x)}`)
    .join(', ')} }`;
}

function emit(value, indent, out) {
  const space = ' '.repeat(indent);
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object') out.push(`${space}- ${scalar(item)}`);
      else if (isSmall(item)) out.push(`${space}- ${inline(item)}`);
      else {
        const below = [];
        emit(item, indent + 2, below);
        below[0] = `${space}- ${below[0].slice(indent + 2)}`;
        out.push(...below);
      }
    }
    return;
  }
  for (const [key, v] of Object.entries(value)) {
    if (typeof v !== 'object') out.push(`${space}${keyText(key)}: ${scalar(v)}`);
    else if (isScalars(v) || isSmall(v)) out.push(`${space}${keyText(key)}: ${inline(v)}`);
    else {
      out.push(`${space}${keyText(key)}:`);
      emit(v, indent + 2, out);
    }
  }
}

function toYaml(documents, title) {
  const out = [`# ${title}`];
  for (const [i, document] of documents.entries()) {
    if (i > 0) out.push('---');
    emit(document, 0, out);
  }
  return `${out.join('\n')}\n`;
}

/** Writes a fleet; returns what was written and what was planted. */
export function writeFleet({ hosts, out, format = 'yaml', faults = 0, seed = '1' }) {
  rmSync(out, { recursive: true, force: true });
  const planted = [];
  const made = new Set();
  let files = 0;
  let bytes = 0;
  const put = (path, documents, title) => {
    const name = `${path}.${format}`;
    const text =
      format === 'json'
        ? `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`
        : toYaml(documents, title);
    const file = join(out, name);
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    made.add(dirname(file));
    writeFileSync(file, text);
    files++;
    bytes += Buffer.byteLength(text);
    return name;
  };
  for (let rack = 0; rack * HOSTS_PER_RACK < hosts; rack++) {
    const switches = { a: makeSwitch(rack, 'a', hosts), b: makeSwitch(rack, 'b', hosts) };
    for (let i = rack * HOSTS_PER_RACK; i < Math.min(hosts, (rack + 1) * HOSTS_PER_RACK); i++) {
      const host = makeHost(i, seed);
      const r = random(seed, 'fault', i);
      if (r.next() < faults) {
        const fault = r.pick(FAULTS);
        fault.plant({ host, port: switches.a.ports[(i % HOSTS_PER_RACK) * 2] });
        const files = { host: `hosts/${rackName(i)}/${hostName(i)}.${format}`, switch: `switches/${switches.a.name}.${format}` };
        planted.push({
          rule: fault.rule,
          host: host.name,
          files:
            fault.in === 'host-or-switch'
              ? [files.host, files.switch, `switches/${switches.b.name}.${format}`]
              : [files[fault.in]],
        });
      }
      put(`hosts/${rackName(i)}/${hostName(i)}`, [host], `${hostName(i)}, generated`);
      put(`vms/${rackName(i)}/${hostName(i)}.vms`, makeVms(i, seed), `virtual machines on ${hostName(i)}`);
    }
    for (const side of ['a', 'b']) put(`switches/${switches[side].name}`, [switches[side]], switches[side].name);
  }
  return { files, bytes, planted };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      hosts: { type: 'string', default: '100' },
      out: { type: 'string' },
      format: { type: 'string', default: 'yaml' },
      faults: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.out) {
    console.error('usage: node bench/fleet.mjs --hosts N --out DIR [--format yaml|json] [--faults SHARE] [--seed S]');
    process.exit(2);
  }
  const { files, bytes, planted } = writeFleet({ ...values, hosts: Number(values.hosts), faults: Number(values.faults) });
  writeFileSync(`${values.out}.planted.json`, `${JSON.stringify(planted, null, 1)}\n`);
  console.log(
    `${files} files, ${(bytes / 1e6).toFixed(2)} MB, ${planted.length} faults planted (listed in ${values.out}.planted.json)`,
  );
}
