import type { Range } from '#text/source-file';
import type { VlanNumbers } from './vlan-numbers.ts';

/** What a line says and where: undefined as value when something is written there that cannot be read, such as a placeholder. */
export interface Fact<T> {
  readonly value: T | undefined;
  readonly range: Range;
  /** The keywords in front of the value. */
  readonly key: Range;
}

/** VLANs of a trunk. Relative: only additions and removals are written, to a list that is not in the text. */
export interface AllowedVlans {
  readonly vlans: VlanNumbers;
  readonly relative: boolean;
}

/** `switchport mode`: `other` is any mode that is neither of a host port nor of a fabric extender (dot1q-tunnel, private-vlan …). */
export type SwitchportMode = 'access' | 'trunk' | 'fex-fabric' | 'other';
/** `service-policy type`: the ones that say how the switch treats priorities. */
export type PolicyType = 'qos' | 'queuing' | 'network-qos';

/** Everything hvlint takes from the lines below an `interface` line. */
export interface InterfaceFacts {
  description: string;
  adminUp: boolean;
  mtu: number;
  /** Mbit/s. */
  speed: number;
  /** `no switchport`. */
  routed: true;
  /** That the interface is layer 2: said outright, or only hinted at by settings a routed port keeps no use for. */
  switchport: 'certain' | 'hint';
  mode: SwitchportMode;
  accessVlan: number;
  nativeVlan: number;
  /** `no switchport trunk native vlan tag`: the port leaves what `vlan dot1q tag native` says of all. */
  nativeUntagged: true;
  allowedVlans: AllowedVlans;
  portType: 'edge' | 'edge-trunk' | 'network' | 'normal';
  bpduGuard: boolean;
  bpduFilter: boolean;
  portSecurity: true;
  maxMac: number;
  ipSourceGuard: true;
  dot1xControl: boolean;
  dot1xAuthenticator: true;
  pfcMode: 'on' | 'off' | 'auto';
  flowReceive: 'On' | 'Off';
  flowSend: 'On' | 'Off';
  lagId: number;
  lagMode: 'on' | 'active' | 'passive';
  lacpRate: 'slow' | 'fast';
  /** `fex associate`: the link to a fabric extender. */
  fex: true;
  /** Settings come from a `port-profile` too. */
  inherits: true;
  vpc: number;
  /** `ethernet-segment`: EVPN multihoming. */
  segment: true;
  peerLink: true;
  suspendIndividual: boolean;
  minLinks: number;
}

/** A `service-policy` line. */
export interface Policy {
  readonly type: Fact<PolicyType>;
  readonly direction: Fact<'input' | 'output'> | undefined;
  readonly name: Fact<string>;
}

/** An address that a group of HSRP or VRRP shares. */
export interface VirtualAddress {
  readonly fact: Fact<string>;
  readonly secondary: boolean;
}

/** One interface as the lines read so far leave it. */
export class InterfaceState {
  facts: { [K in keyof InterfaceFacts]?: Fact<InterfaceFacts[K]> } = {};
  /** By type and direction: a later policy replaces the one in its place. */
  policies = new Map<string, Policy>();
  /** By address as written. */
  addresses = new Map<string, Fact<string>>();
  /** The one address that is not `secondary`. */
  primaryAddress: string | undefined;
  /** Whether an address is written that cannot be read, such as a placeholder or `dhcp`. */
  addressUnread = false;
  /** Addresses of HSRP and VRRP by group. */
  virtualAddresses = new Map<string, VirtualAddress[]>();

  constructor(
    readonly name: string,
    readonly number: number,
    /** Its name, or the range that holds it, in the last `interface` line about it; with that line's keyword. */
    public place: { readonly range: Range; readonly key: Range },
  ) {}

  /** Back to what it is without any line (`default interface`). */
  reset(): void {
    this.facts = {};
    this.policies = new Map();
    this.addresses = new Map();
    this.primaryAddress = undefined;
    this.addressUnread = false;
    this.virtualAddresses = new Map();
  }
}

/** A `vlan` the switch defines. */
export interface VlanState {
  readonly id: number;
  place: { readonly range: Range; readonly key: Range };
  name?: Fact<string> | undefined;
  state?: Fact<'active' | 'suspend' | 'shutdown'> | undefined;
}

/** A class of a `policy-map type network-qos`. */
export interface QosClassState {
  readonly policy: Fact<string>;
  readonly name: Fact<string>;
  noDrop?: Fact<boolean> | undefined;
  pfcPriority?: Fact<number> | undefined;
  mtu?: Fact<number> | undefined;
}

/** A class of a `policy-map type queuing`. */
export interface QueuingClassState {
  readonly policy: Fact<string>;
  readonly name: Fact<string>;
  algorithm?: Fact<'Strict'> | undefined;
  bandwidthPercent?: Fact<number> | undefined;
  bandwidthRemainingPercent?: Fact<number> | undefined;
}

/** A `policy-map` the switch defines. */
export interface PolicyMapState {
  readonly type: Fact<PolicyType>;
  readonly name: Fact<string>;
}

/** One switch as the lines read so far leave it. */
export class DeviceState {
  name: Fact<string> | undefined;
  readonly ports = new Map<string, InterfaceState>();
  readonly portChannels = new Map<string, InterfaceState>();
  readonly svis = new Map<string, InterfaceState>();
  readonly vlans = new Map<number, VlanState>();
  vpcDomain: Fact<number> | undefined;
  /** `vlan dot1q tag native`. */
  tagNativeVlan: Fact<boolean> | undefined;
  stpMode: Fact<string> | undefined;
  edgeDefault: Fact<boolean> | undefined;
  edgeBpduGuardDefault: Fact<boolean> | undefined;
  readonly systemPolicies = new Map<string, Policy>();
  /** By policy and class. */
  readonly qosClasses = new Map<string, QosClassState>();
  /** By policy and class. */
  readonly queuingClasses = new Map<string, QueuingClassState>();
  /** By type and name. */
  readonly policyMaps = new Map<string, PolicyMapState>();
  /** Whether a policy is defined whose name is not known. */
  policyMapUnread = false;
  /** Whether the text shows one section of the configuration alone. */
  partial = false;
  /** `system default switchport`: ports are layer 2 unless they say otherwise. */
  layer2Default = false;
  /** `system default switchport shutdown`: layer-2 ports are down unless they say otherwise. */
  shutdownDefault = false;
  /** Whether the switch itself printed the text: then what is not written is not configured. */
  printed = false;

  /** Whether anything but a name is known of it. */
  get configured(): boolean {
    return this.ports.size + this.portChannels.size + this.svis.size + this.vlans.size > 0;
  }
}
