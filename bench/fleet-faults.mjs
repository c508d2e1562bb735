// The faults of bench/fleet.mjs. Each says which makes of host it suits, what it does to one host, its VMs or the ports behind it,
// the rule that must find it, and in which files: host, vms, or the switch a or b. `beside`: rules that rightly speak too.
const ALL = ['set', 'lacp', 'lbfo'];
const EMBEDDED = ['set', 'lacp'];

/** The VLAN setting of a virtual adapter. */
const access = (vlan) => ({ operationMode: 'Access', accessVlanId: vlan });

const inHost = (rule, on, plant, beside) => ({ rule, on, in: ['host'], plant, beside });
const inVms = (rule, on, plant, beside) => ({ rule, on, in: ['vms'], plant, beside });
const inSwitch = (rule, on, plant, beside) => ({ rule, on, in: ['a', 'b'], plant, beside });
const advanced = (nic, key, value) => (t) => {
  t.nics[nic - 1].advancedProperties[key] = value;
};
const property = (thing, key, value) => (t) => {
  t[thing][key] = value;
};
const portProperty = (nic, key, value) => (t) => {
  t.port(nic)[key] = value;
};

export const FAULTS = [
  // VLANs between hosts and switches
  inSwitch('vlan/trunk-missing-vlan', ALL, (t) => {
    t.port(1).allowedVlans = t.port(1).allowedVlans.replace('20,', '');
  }),
  inSwitch('vlan/team-port-not-trunk', EMBEDDED, (t) => {
    const port = t.port(1);
    port.mode = 'access';
    port.accessVlan = 10;
    delete port.allowedVlans;
    delete port.nativeVlan;
  }),
  inHost('vlan/nic-vlan-filter-on-team-member', ALL, advanced(1, 'VlanID', 10)),
  inHost('vlan/priority-vlan-tag-disabled', ALL, advanced(2, '*PriorityVLANTag', 0)),
  inHost('vlan/lbfo-vlan-on-hyperv-host', ['lbfo'], (t) => {
    t.team.teamNics.push({ name: 'Team1 - VLAN 50', vlanId: 50 });
  }),
  inHost('vlan/team-vlan-collides-with-vswitch-vlan', ['lbfo'], (t) => {
    t.team.teamNics.push({ name: 'Team1 - VLAN 30', vlanId: 30 });
  }),
  inSwitch('vlan/native-vlan-mismatch', ALL, (t) => {
    t.port(1).nativeVlan = 20;
  }),
  inSwitch('vlan/team-ports-vlan-asymmetric', ['set'], portProperty(4, 'nativeVlan', 10)),
  inVms('vlan/vnic-trunk-incomplete', ALL, (t) => {
    t.vms[4].networkAdapters[0].vlan = { operationMode: 'Trunk', allowedVlanIdList: '100,110' };
  }),
  inVms('vlan/vnic-vlan-out-of-range', ALL, (t) => {
    t.vms[4].networkAdapters[0].vlan = access(4095);
  }),
  inVms('vlan/vlan-and-isolation-both-set', EMBEDDED, (t) => {
    const adapter = t.vms[3].networkAdapters[0];
    adapter.isolation = { isolationMode: 'Vlan', defaultIsolationId: adapter.vlan.accessVlanId };
  }),
  inVms('vlan/guest-nic-name-lacks-vlan', ['lbfo'], (t) => {
    const [first, second] = t.vms[5].networkAdapters.concat({ ...t.vms[5].networkAdapters[0], name: 'Second' });
    delete second.macAddress;
    second.vlan = access(first.vlan.accessVlanId === 100 ? 110 : 100);
    first.guestName = `Ethernet VLAN ${first.vlan.accessVlanId}`;
    second.guestName = 'Ethernet 2';
    t.vms[5].networkAdapters = [first, second];
  }),

  // Switches
  inSwitch('switch/vlan-undefined', ALL, (t) => {
    const id = 105 + t.slot * 10;
    t.vms[2].networkAdapters[0].vlan = access(id);
    t.switches.b.vlans.push({ id, name: `vlan-${id}` });
  }),
  inSwitch('switch/mtu-too-small', ALL, (t) => {
    t.port(1).mtu = 1500;
  }),
  inHost('switch/mtu-differs-between-members', ALL, advanced(2, '*JumboPacket', 1514)),
  inSwitch('switch/speed-mismatch', ALL, portProperty(2, 'speed', '1 Gbps')),
  inSwitch('switch/portfast-missing', ALL, portProperty(2, 'stp', { enabled: true, edge: false })),
  inSwitch('switch/port-security-vs-mac-rewrite', ALL, portProperty(1, 'security', { maxMac: 2 })),
  inSwitch('switch/native-not-allowed', ['set'], (t) => {
    t.port(3).allowedVlans = '60';
  }),
  inSwitch('switch/link-flow-control-with-pfc', EMBEDDED, portProperty(1, 'flowControl', { receive: 'On', send: 'On' })),
  inSwitch('switch/qos-not-applied', EMBEDDED, (t) => {
    t.port(1).servicePolicies = [{ type: 'queuing', direction: 'output', name: `shares-${t.host.name}` }];
  }),
  inSwitch('switch/ets-sum', EMBEDDED, (t) => {
    const policy = `shares-${t.host.name}`;
    const { qos } = t.switches.b;
    qos.policyMaps.push({ type: 'queuing', name: policy });
    for (const [name, bandwidthPercent] of [
      ['smb', 50],
      ['default', 60],
    ])
      qos.classes.push({ type: 'queuing', policy, name, bandwidthPercent });
    t.port(2).servicePolicies = [{ type: 'queuing', direction: 'output', name: policy }];
  }),
  inSwitch('switch/gateway-ip-off-subnet', ALL, (t) => {
    t.switches.a.svis ??= [];
    const vlanId = 100 + t.switches.a.svis.length * 10;
    t.switches.a.svis.push({
      vlanId,
      ipAddresses: [`10.200.${vlanId - 99}.2/24`],
      virtualIpAddresses: [`10.201.${vlanId - 99}.1`],
    });
  }),
  inSwitch('switch/independent-port-in-lag', ['set', 'lbfo'], (t) => {
    const id = 500 + t.switches.a.ports.indexOf(t.port(1));
    const { mode, allowedVlans, nativeVlan, mtu, stp } = t.port(1);
    t.port(1).lag = { id, mode: 'active' };
    t.switches.a.portChannels ??= [];
    t.switches.a.portChannels.push({ id, mode, allowedVlans, nativeVlan, mtu, stp });
  }),
  inHost('switch/independent-team-same-switch', ['set'], (t) => t.recable(4)),
  {
    rule: 'switch/switch-dependent-across-switches',
    on: ['set'],
    in: ['host', 'a', 'b'],
    plant: property('team', 'teamingMode', 'Lacp'),
  },
  inSwitch('switch/lacp-team-port-not-lacp', ['lacp'], (t) => {
    t.port(3).lag.mode = 'on';
    delete t.port(3).lag.rate;
  }),
  inHost('switch/lacp-rate-mismatch', ['lacp'], (t) => {
    for (const nic of [3, 4]) t.port(nic).lag.rate = 'slow';
  }),
  inSwitch('switch/lag-membership-mismatch', ['lacp'], (t) => {
    t.channel('b').vpc = t.channel('b').id + 1000;
  }),
  inSwitch('switch/static-team-port-not-channel', ['lacp'], (t) => {
    t.team.teamingMode = 'Static';
    delete t.team.lacpTimer;
    t.port(4).lag = { id: t.port(4).lag.id, mode: 'on' };
  }),

  // Teams
  inHost('teaming/unknown-load-balancing-algorithm', EMBEDDED, property('team', 'loadBalancingAlgorithm', 'HyperVPorts')),
  inHost('teaming/unknown-teaming-mode', EMBEDDED, property('team', 'teamingMode', 'Switch-Independant')),
  inHost('teaming/multiple-standby-members', ['set'], (t) => {
    t.team.members = ['NIC3', 'NIC4'].map((name) => ({ name, administrativeMode: 'Standby' }));
  }),
  inHost('teaming/standby-requires-switch-independent', ['lacp'], (t) => {
    t.team.members = ['NIC3', { name: 'NIC4', administrativeMode: 'Standby' }];
  }),
  inHost('teaming/hyperv-port-without-vswitch', EMBEDDED, property('team', 'loadBalancingAlgorithm', 'HyperVPort')),
  inHost('teaming/single-member-team', ['set'], (t) => t.team.members.pop()),
  inHost('teaming/members-required', ['set'], (t) => {
    t.team.members = [];
  }),
  inHost(
    'teaming/no-active-member',
    ['set'],
    (t) => {
      t.team.members = [{ name: 'NIC3', administrativeMode: 'Standby' }];
    },
    ['teaming/single-member-team'],
  ),
  inHost('teaming/mixed-link-speed', EMBEDDED, (t) => {
    t.nics[3].linkSpeed = '10 Gbps';
    t.port(4).speed = '10 Gbps';
  }),
  inHost('teaming/member-has-ip-config', ALL, (t) => {
    t.members[1].ipAddresses = ['192.168.77.5/24'];
  }),
  inHost('teaming/nic-in-multiple-teams', ['lbfo'], (t) => {
    t.host.vmSwitches[1].netAdapterName = 'NIC1';
  }),
  inHost('teaming/host-vnic-in-team', EMBEDDED, (t) => {
    t.team.members.push('vEthernet (Cluster)');
  }),
  inHost('teaming/lacp-timer-unsupported-os', ['lbfo'], property('team', 'lacpTimer', 'Slow')),
  inHost('teaming/lacp-timer-without-lacp', ['set'], property('team', 'lacpTimer', 'Slow')),
  inHost('teaming/address-hash-under-vswitch', ['lbfo'], property('team', 'loadBalancingAlgorithm', 'TransportPorts'), [
    'compat/vm-qos-load-balancing',
    'vmq/min-queues-sets-differ',
  ]),
  inVms('teaming/hyperv-port-vm-bandwidth-cap', ALL, (t) => {
    t.vms[6].networkAdapters[0].maximumBandwidth = 40e9;
  }),
  inHost('teaming/switch-independent-inbound-heavy', ['set'], (t) => {
    t.host.workload = { direction: 'inbound' };
    t.team.loadBalancingAlgorithm = 'TransportPorts';
  }),
  inHost('teaming/transport-ports-with-ipsec', EMBEDDED, (t) => {
    t.host.ipsec = { required: true };
    t.team.loadBalancingAlgorithm = 'TransportPorts';
  }),
  inHost('teaming/unsupported-media', EMBEDDED, (t) => {
    t.nics[3].physicalMediaType = 'Native 802.11';
  }),

  // Team interfaces
  inHost('team-interface/duplicate-vlan', ['lacp'], (t) => {
    t.team.teamNics.push({ name: 'Backup - VLAN 51', vlanId: 51 }, { name: 'Restore', vlanId: 51 });
  }),
  inHost('team-interface/name-vlan-mismatch', ['lacp'], (t) => {
    t.team.teamNics.push({ name: 'Backup - VLAN 51', vlanId: 52 });
  }),
  inHost('team-interface/only-primary-may-be-default', EMBEDDED, (t) => {
    t.team.teamNics.push({ name: 'Second', primary: false, default: true });
  }),
  inHost('team-interface/primary-not-removable', EMBEDDED, (t) => {
    t.team.teamNics[0].ensure = 'Absent';
  }),
  inHost('team-interface/vlan-required', EMBEDDED, (t) => {
    t.team.teamNics.push({ name: 'Second' });
  }),
  inHost('team-interface/vlan-out-of-range', EMBEDDED, (t) => {
    t.team.teamNics.push({ name: 'Second', vlanId: 4095 });
  }),

  // Queues and processors
  inHost('vmq/sum-queues-overlap', ALL, advanced(2, '*RssBaseProcNumber', 4)),
  inHost('vmq/base-processor-odd', ALL, advanced(2, '*RssBaseProcNumber', 9)),
  inHost('vmq/base-processor-core-zero', ALL, advanced(1, '*RssBaseProcNumber', 0)),
  inHost('vmq/range-exceeds-processors', ALL, advanced(2, '*RssBaseProcNumber', 30)),
  inHost(
    'vmq/hyperthreading-unknown',
    ALL,
    (t) => {
      delete t.host.processors.hyperThreading;
      t.nics[1].advancedProperties['*RssBaseProcNumber'] = 9;
    },
    ['vmq/base-processor-odd'],
  ),

  // Features that need each other
  inHost('compat/vmq-disabled', ALL, advanced(1, '*VMQ', 0)),
  inHost('compat/vmq-on-1gb', ['lbfo'], (t) => {
    t.nics[2].linkSpeed = '1 Gbps';
    t.port(3).speed = '1 Gbps';
  }),
  inHost('compat/lso-not-on-all-members', ALL, (t) => {
    t.members[1].advancedProperties['*LsoV2IPv4'] = 0;
  }),
  inHost('compat/rx-checksum-uneven', ALL, (t) => {
    t.members[1].advancedProperties['*TCPChecksumOffloadIPv4'] = 1;
  }),
  inHost('compat/tx-checksum-not-on-all-members', ALL, (t) => {
    t.members[1].advancedProperties['*TCPChecksumOffloadIPv4'] = 2;
  }),
  inHost('compat/dcb-not-on-all-members', EMBEDDED, advanced(2, '*QOS', 0)),
  inHost('compat/rdma-on-lbfo', EMBEDDED, (t) => {
    t.nics[2].rdma.enabled = true;
  }),
  inHost('compat/sriov-on-lbfo', ['lbfo'], (t) => {
    t.vms[4].networkAdapters[0].iovWeight = 100;
  }),
  inHost('compat/tcp-chimney-enabled', ALL, (t) => {
    t.host.offload.chimney = 'Enabled';
  }),
  inHost('compat/rss-off-on-native-team', EMBEDDED, (t) => {
    t.members[1].advancedProperties['*RSS'] = 0;
  }),
  inHost('compat/rsc-under-vswitch', ['lbfo'], (t) => {
    t.host.offload.receiveSegmentCoalescing = 'Enabled';
  }),
  inHost('compat/vm-qos-load-balancing', ['lbfo'], property('team', 'loadBalancingAlgorithm', 'Dynamic')),
  inHost('compat/host-qos-min-bandwidth-on-team', EMBEDDED, (t) => {
    t.host.qos.policies.push({ name: 'Rest', template: 'Default', minBandwidthWeightAction: 20 });
  }),
  inHost('compat/iov-with-min-bandwidth', ['lbfo'], (t) => {
    t.host.vmSwitches[1].bandwidthReservationMode = 'Weight';
  }),
  inHost(
    'compat/iov-with-packet-direct',
    ['set'],
    (t) => {
      t.host.os = '2019';
      t.tenant.iovEnabled = true;
      t.tenant.packetDirectEnabled = true;
    },
    ['set/packet-direct'],
  ),
  inHost('compat/ipsec-offload-not-on-all-members', EMBEDDED, (t) => {
    t.host.ipsec = { taskOffload: true };
    t.nics[2].advancedProperties['*IPsecOffloadV2'] = 3;
    t.nics[3].advancedProperties['*IPsecOffloadV2'] = 0;
  }),
  inSwitch('compat/dot1x-on-team', ALL, portProperty(1, 'dot1x', { enabled: true })),
  inHost('compat/vmmq-nic-setting-off', EMBEDDED, (t) => {
    t.host.hostAdapters[0].vmmqEnabled = true;
    t.nics[0].advancedProperties['*RssOnHostVPorts'] = 0;
  }),

  // Hyper-V switches
  inHost('vmswitch/bandwidth-weights-over-100', ['lbfo'], (t) => {
    t.host.hostAdapters[1].minimumBandwidthWeight = 80;
  }),
  inHost('vmswitch/bound-team-interface-not-default', ['lbfo'], (t) => {
    t.team.teamNics[0] = { name: 'Team1', primary: true, vlanId: 10 };
  }),
  inHost(
    'vmswitch/team-with-extra-interfaces',
    ['lbfo'],
    (t) => {
      t.team.teamNics.push({ name: 'Second' });
    },
    ['team-interface/vlan-required'],
  ),
  inHost('vmswitch/lbfo-deprecated', ['lbfo'], property('host', 'os', '2016')),
  inHost('vmswitch/lbfo-blocked', ['lbfo'], property('host', 'os', '2022')),
  inHost('vmswitch/lbfo-impossible', ['lbfo'], property('host', 'os', '2025')),
  inHost('vmswitch/lbfo-override', ['lbfo'], (t) => {
    t.host.os = '2022';
    t.tenant.allowNetLbfoTeams = true;
  }),
  inHost('vmswitch/allow-netlbfo-wrong-os', ['lbfo'], property('tenant', 'allowNetLbfoTeams', true)),

  // Switch Embedded Teaming
  inHost('set/members-not-identical', EMBEDDED, (t) => {
    t.nics[1].driverVersion = '2.10.23584.0';
  }),
  inHost('set/rdma-vnic-without-affinity', EMBEDDED, (t) => {
    for (const vnic of t.host.hostAdapters) delete vnic.teamMapping;
  }),
  inHost('set/team-mapping-invalid', EMBEDDED, (t) => {
    t.host.hostAdapters[4].teamMapping.physicalNetAdapterName = 'NIC3';
  }),
  inHost('set/load-balancing', EMBEDDED, property('tenant', 'loadBalancingAlgorithm', 'TransportPorts')),
  inHost('set/hyperv-port-at-10gb', EMBEDDED, property('tenant', 'loadBalancingAlgorithm', 'Dynamic')),
  inHost('set/teaming-mode', EMBEDDED, property('tenant', 'teamingMode', 'Lacp')),
  inHost('set/no-embedded-teaming-flag', EMBEDDED, property('tenant', 'embeddedTeamingEnabled', false)),
  inHost('set/standby-member', EMBEDDED, (t) => {
    t.tenant.netAdapterName = ['NIC1', { name: 'NIC2', administrativeMode: 'Standby' }];
  }),
  inHost('set/requires-hyper-v', EMBEDDED, (t) => {
    t.host.roles = t.host.roles.filter((role) => role !== 'Hyper-V');
  }),
  inHost('set/requires-2016', ['lbfo'], property('tenant', 'embeddedTeamingEnabled', true)),
  inHost('set/member-count', EMBEDDED, (t) => {
    t.tenant.netAdapterName = [];
  }),
  inHost('set/packet-direct', ['set'], (t) => {
    t.host.os = '2016';
    t.tenant.packetDirectEnabled = true;
  }),
  inHost('set/bandwidth-weight-in-absolute', ['lbfo'], (t) => {
    delete t.host.hostAdapters[1].minimumBandwidthWeight;
    t.host.hostAdapters[1].minimumBandwidthAbsolute = 3e9;
  }),
  inHost('set/bandwidth-mode-absolute-sum', EMBEDDED, (t) => {
    t.tenant.bandwidthReservationMode = 'Absolute';
    for (const vnic of t.host.hostAdapters) vnic.minimumBandwidthAbsolute = 20e9;
  }),

  // MAC addresses
  inVms('mac/duplicate-mac', ALL, (t) => {
    const { macAddress, vlan } = t.vms[2].networkAdapters[0];
    Object.assign(t.vms[3].networkAdapters[0], { macAddress, vlan });
  }),
  inHost('mac/host-vnic-mac-equals-member', ['lbfo'], (t) => {
    for (const n of [0, 1]) t.host.hostAdapters[n].macAddress = t.nics[0].macAddress;
  }),

  // Teams inside VMs
  inVms('guest-team/allow-teaming-off', ['lbfo'], (t) => {
    t.vms[0].networkAdapters[1].allowTeaming = 'Off';
  }),
  inVms('guest-team/dynamic-not-supported', ['lbfo'], (t) => {
    t.vms[0].guest.teams[0].loadBalancingAlgorithm = 'Dynamic';
  }),
  inVms('guest-team/mode-must-be-switch-independent', ['lbfo'], (t) => {
    t.vms[0].guest.teams[0].teamingMode = 'Lacp';
  }),
  inVms('guest-team/no-hyperv-port', ['lbfo'], (t) => {
    t.vms[0].guest.teams[0].loadBalancingAlgorithm = 'HyperVPort';
  }),
  inVms('guest-team/same-vswitch', ['lbfo'], (t) => {
    t.vms[0].networkAdapters[1].switchName = 'Fast-A';
  }),
  inVms('guest-team/vlan-mismatch', ['lbfo'], (t) => {
    for (const [n, adapter] of t.vms[0].networkAdapters.entries()) {
      adapter.vlan = access(100 + n * 10);
      delete adapter.iovWeight;
    }
  }),
  inVms('guest-team/vf-vlan-mismatch', ['lbfo'], (t) => {
    for (const [n, adapter] of t.vms[0].networkAdapters.entries()) adapter.vlan = access(100 + n * 10);
  }),
  inVms('guest-team/too-many-members', ['lbfo'], (t) => {
    const { networkAdapters, guest } = t.vms[0];
    const { vlan, allowTeaming } = networkAdapters[0];
    networkAdapters.push({ name: 'Third', switchName: 'Tenant', vlan, allowTeaming });
    guest.nicNames.Third = 'Ethernet 3';
    guest.teams[0].members.push('Ethernet 3');
  }),
  inVms('guest-team/trunk-member', ['lbfo'], (t) => {
    t.vms[0].networkAdapters[0].vlan = { operationMode: 'Trunk', allowedVlanIdList: '100,110', nativeVlanId: 0 };
  }),
  inVms('guest-team/internal-or-private-switch', ['lbfo'], (t) => {
    t.host.vmSwitches.push({ name: 'Inside', switchType: 'Internal' });
    t.vms[0].networkAdapters[1].switchName = 'Inside';
  }),
  inVms('guest-team/sriov-vm-unprotected', ['lbfo'], (t) => {
    t.vms[1].networkAdapters.pop();
    delete t.vms[1].networkAdapters[0].allowTeaming;
    delete t.vms[1].guest;
  }),
  inVms('guest-team/vlan-interface-in-guest', ['lbfo'], (t) => {
    t.vms[0].guest.teams[0].teamNics = [{ name: 'Team', primary: true, vlanId: 100 }];
  }),
  inVms('guest-team/set-in-guest', EMBEDDED, (t) => {
    const guest = { os: '2019', roles: ['Web-Server'], nicNames: { 'Network Adapter': 'Ethernet' } };
    t.vms[0].guest = { ...guest, vmSwitches: [{ name: 'Inner', netAdapterName: ['Ethernet'], embeddedTeamingEnabled: true }] };
  }),
  inHost('guest-team/uplinks-not-diverse', ['lbfo'], (t) => {
    t.recable(4);
  }),

  // Teaming of vendors
  inHost('third-party/mixed-teaming-on-host', ALL, (t) => {
    t.host.thirdPartyTeams = [{ name: 'OldTeam', product: 'Intel ANS' }];
  }),
  inHost('third-party/nic-in-both-teams', ALL, (t) => {
    t.host.thirdPartyTeams = [{ name: 'OldTeam', product: 'Intel ANS', members: [t.nics[1].name] }];
  }),

  // What is written, and what is silenced
  inHost('reading/unresolved-reference', ALL, (t) => {
    t.host.hostAdapters[1].switchName = 'Tennant';
  }),
  inHost('reading/unknown-key', ALL, property('tenant', 'allowManagementOs', true)),
  inHost('reading/duplicate-entity', ALL, (t) => {
    t.host.hostAdapters[1].name = t.host.hostAdapters[0].name;
  }),
  inHost('reading/enum-casing', ALL, (t) => {
    t.team.loadBalancingAlgorithm = t.team.loadBalancingAlgorithm.toLowerCase();
  }),
  inHost('reading/placeholder', ALL, (t) => {
    t.nics[2].macAddress = '{{ mac3 }}';
  }),
  inHost('reading/schema', ALL, (t) => {
    t.host.processors.numaNodes = 0;
  }),
  inHost('suppression/unused', ALL, (t) => {
    t.nics[0].$hvlint = { disable: [{ rule: 'vlan/nic-vlan-filter-on-team-member', reason: 'until the move' }] };
  }),
  inHost('suppression/without-reason', ALL, (t) => {
    t.nics[0].$hvlint = { disable: [{ rule: 'vlan/nic-vlan-filter-on-team-member' }] };
  }),
  inHost('suppression/unknown-rule', ALL, (t) => {
    t.nics[0].$hvlint = { disable: [{ rule: 'vlan/nic-vlan-filter', reason: 'known' }] };
  }),
];
