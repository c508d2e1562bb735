/** Running-configs written for the tests: each holds what hvlint reads of its system, as the system prints it. */

export const IOS = `
Current configuration : 4711 bytes
!
! Last configuration change at 10:15:54 UTC Wed Mar 16 2016 by admin
version 15.2
no service pad
service timestamps log datetime msec
!
hostname sw1
!
boot-start-marker
boot-end-marker
!
enable secret 5 hidden
aaa new-model
system mtu jumbo 9198
vtp domain contoso
vtp mode transparent
dot1x system-auth-control
!
crypto pki certificate chain TP-self-signed-1
 certificate self-signed 01
  3082022B 30820194 A0030201 02020101 300D0609
  \tquit
spanning-tree mode rapid-pvst
spanning-tree portfast bpduguard default
spanning-tree extend system-id
vlan dot1q tag native
!
vlan internal allocation policy ascending
!
vlan 7
 name Management
!
vlan 8-9,20
!
vlan 30
 name Old
 shutdown
!
interface Port-channel10
 description to hv01
 switchport trunk native vlan 7
 switchport trunk allowed vlan 7-9
 switchport trunk allowed vlan add 20
 switchport mode trunk
 spanning-tree portfast trunk
!
interface GigabitEthernet1/0/1
 description hv01 NIC1
 switchport trunk native vlan 7
 switchport trunk allowed vlan 7-9,20
 switchport mode trunk
 lacp rate fast
 channel-group 10 mode active
!
interface GigabitEthernet1/0/2
 switchport access vlan 8
 switchport mode access
 switchport port-security maximum 4
 switchport port-security
 authentication port-control auto
 dot1x pae authenticator
 spanning-tree portfast
 spanning-tree bpduguard enable
!
interface GigabitEthernet1/0/3
 switchport access vlan 9
!
interface GigabitEthernet1/0/4
 switchport mode trunk
 speed 1000
 flowcontrol receive on
 spanning-tree portfast
 service-policy input MARK
!
interface GigabitEthernet1/0/5
 source template HOSTS
 spanning-tree bpdufilter disable
!
interface GigabitEthernet1/0/6
 no switchport
 ip address 10.0.0.1 255.255.255.252
 shutdown
!
interface GigabitEthernet1/0/7
 channel-group 11 mode desirable
!
interface TenGigabitEthernet1/1/1
 mtu 1500
 switchport mode dynamic auto
!
interface Vlan1
 no ip address
 shutdown
!
interface Vlan7
 ip address 10.0.7.2 255.255.255.0
 ip address 10.1.7.2 255.255.255.0 secondary
 standby version 2
 standby 7 ip 10.0.7.1
 standby 7 priority 110
!
interface Loopback0
 description not a port
 ip address 10.9.9.9 255.255.255.255
!
ip default-gateway 10.0.7.1
!
banner motd ^C
interface GigabitEthernet1/0/9
 mtu 9000
^C
line con 0
line vty 0 4
 transport input ssh
!
end
`;

export const IOS_XE = `Building configuration...

Current configuration : 2000 bytes
!
version 17.3
hostname cat9k
system mtu 9198
!
template HOSTS
 switchport mode access
 dot1x pae authenticator
!
interface GigabitEthernet0/0
 vrf forwarding Mgmt-vrf
 no ip address
!
interface TwentyFiveGigE1/0/1
 switchport trunk allowed vlan 1, 2
 switchport mode trunk
 spanning-tree portfast edge trunk
!
end
`;

export const EOS = `! Command: show running-config
! device: leaf1 (DCS-7050SX3-48YC8, EOS-4.30.1F)
!
no aaa root
!
transceiver qsfp default-mode 4x10G
!
service routing protocols model multi-agent
!
hostname leaf1
!
spanning-tree mode mstp
no spanning-tree vlan-id 4094
spanning-tree edge-port bpduguard default
!
dot1x system-auth-control
!
vlan 10
   name Storage
!
vlan 11-12
!
vlan 13
   state suspend
!
vrf instance MGMT
!
qos profile RDMA
   qos trust cos
   priority-flow-control on
   priority-flow-control priority 3 no-drop
   !
   tx-queue 3
      bandwidth percent 50
   tx-queue 5
      priority strict
!
interface Port-Channel5
   description hv01 team
   switchport trunk native vlan 10
   switchport trunk allowed vlan 10-12
   switchport mode trunk
   port-channel min-links 1
   port-channel lacp fallback individual
   port-channel lacp fallback timeout 30
   mlag 5
   spanning-tree portfast
!
interface Port-Channel47
   description peer
   switchport mode trunk
!
interface Ethernet1
   description SERVER_hv01_NIC1
   channel-group 5 mode active
   lacp timer fast
!
interface Ethernet2
   mtu 9214
   speed 25g
   switchport trunk allowed vlan 10,11
   switchport mode trunk
   service-profile RDMA
   flowcontrol receive off
!
interface Ethernet3
   switchport access vlan 10
   dot1x pae authenticator
   dot1x port-control auto
   spanning-tree portfast
   spanning-tree bpduguard enable
!
interface Ethernet4
   switchport trunk native vlan 10
   switchport phone vlan 11
   switchport mode trunk phone
!
interface Ethernet5/1
   no switchport
   ip address 10.0.0.1/31
!
interface Ethernet6
   shutdown
   priority-flow-control on
   priority-flow-control priority 3 no-drop
   priority-flow-control priority 4 no-drop
!
interface Ethernet47
   channel-group 47 mode active
!
interface Management1
   description not a port
   mtu 1500
!
interface Vlan10
   mtu 9214
   ip address 10.0.10.2/24
   ip address 10.1.10.2/24 secondary
   ip virtual-router address 10.0.10.1
   ip virtual-router address 10.1.10.1
!
interface Vlan11
   ip address virtual 10.0.11.1/24
!
interface Vxlan1
   vxlan vlan 10 vni 10010
!
mlag configuration
   domain-id RACK1
   local-interface Vlan4094
   peer-address 10.255.1.65
   peer-link Port-Channel47
!
router bgp 65101
   neighbor SPINE peer group
   !
   vlan 10
      rd 10.255.0.3:10010
!
banner login
interface Ethernet9
   mtu 1500
EOF
!
end
`;

export const OS10 = `! Version 10.5.2.3
! Last configuration change at Jul  01 09:22:22 2021
!
ip vrf default
!
interface breakout 1/1/1 map 25g-4x
hostname tor1
spanning-tree mode rstp
!
class-map type network-qos CM3
 match qos-group 3
!
class-map type queuing Q3
 match queue 3
!
policy-map type network-qos PFC
 !
 class CM3
  pause
  pfc-cos 3
!
policy-map type queuing ETS
 !
 class Q0
  bandwidth percent 48
 !
 class Q3
  bandwidth percent 50
 !
 class Q7
  priority
!
system qos
 trust-map dot1p default
 service-policy input type network-qos PFC
!
interface vlan1
 shutdown
!
interface vlan7
 description Management
 vlan-name Mgmt
 no shutdown
 mtu 9216
 ip address 10.0.7.2/24
 !
 vrrp-group 7
  priority 150
  virtual-address 10.0.7.1
  no preempt
!
interface vlan99
 description NativeVlan
 no shutdown
!
interface port-channel10
 description hv01
 no shutdown
 switchport mode trunk
 switchport access vlan 99
 switchport trunk allowed vlan 7,711-712
 mtu 9216
 lacp fallback enable
 vlt-port-channel 10
 spanning-tree port type edge
!
interface port-channel11
 no shutdown
 switchport access vlan 7
!
interface mgmt1/1/1
 no shutdown
 ip address 10.9.9.9/24
!
interface ethernet1/1/1:1
 description hv01 NIC1
 no shutdown
 channel-group 10 mode active
 no switchport
 mtu 9216
 flowcontrol receive off
!
interface ethernet1/1/2
 no shutdown
 switchport mode trunk
 switchport access vlan 99
 switchport trunk allowed vlan 711-712
 mtu 9216
 flowcontrol receive off
 flowcontrol transmit off
 priority-flow-control mode on
 service-policy input type network-qos PFC
 service-policy output type queuing ETS
 ets mode on
 qos-map traffic-class queue-map
 trust-map dot1p dot1p-map
 spanning-tree bpduguard enable
 spanning-tree port type edge
!
interface ethernet1/1/3
 no shutdown
 switchport mode trunk
 switchport access vlan 99
!
interface ethernet1/1/4
 shutdown
 switchport access vlan 1
!
interface ethernet1/1/5
 no shutdown
 no switchport
 ip address 10.0.0.1/31
!
router bgp 65001
 neighbor 10.0.0.2
  description core
  no shutdown
!
vlt-domain 1
 backup destination 10.9.9.10
 discovery-interface ethernet1/1/6-1/1/7
!
`;

export const OS9 = `! Version 9.9(0.0)
! Startup-config last updated at Thu Mar 17 15:28:30 2016 by admin
boot system stack-unit 0 primary system: A:
!
hostname tor1
!
protocol lldp
 advertise management-tlv system-name
!
protocol spanning-tree rstp
 no disable
 bridge-priority 0
!
vlt domain 100
 peer-link port-channel 100
 back-up destination 10.0.0.150
!
dcb enable
!
dcb-map RDMA
 priority-group 0 bandwidth 50 pfc off
 priority-group 1 bandwidth 50 pfc on
 priority-pgid 0 0 0 1 0 0 0 0
!
stack-unit 0 provision S4810
!
interface TenGigabitEthernet 0/0
 no ip address
 switchport
 shutdown
!
interface TenGigabitEthernet 0/1
 description hv01 NIC1
 no ip address
 mtu 9216
 portmode hybrid
 switchport
 flowcontrol rx off tx off
 spanning-tree rstp edge-port bpduguard shutdown-on-violation
 dcb-map RDMA
 no shutdown
!
interface TenGigabitEthernet 0/2
 no ip address
 portmode hybrid
 switchport
 dcb-map OTHER
 no shutdown
!
interface TenGigabitEthernet 0/3
 no ip address
 switchport
 no shutdown
!
interface TenGigabitEthernet 0/4
 no ip address
 no shutdown
!
interface TenGigabitEthernet 0/5
 no ip address
!
 port-channel-protocol LACP
  port-channel 50 mode active
 no shutdown
!
interface TenGigabitEthernet 0/6
 no ip address
 shutdown
!
interface fortyGigE 0/48
 no ip address
 no shutdown
!
interface ManagementEthernet 0/0
 ip address 10.9.9.9/24
 no shutdown
!
interface Port-channel 50
 description hv01 team
 no ip address
 switchport
 vlt-peer-lag port-channel 50
 no shutdown
!
interface Port-channel 100
 description peer
 no ip address
 channel-member fortyGigE 0/48,52
 no shutdown
!
interface Vlan 1
!untagged Port-channel 100
!
interface Vlan 4
 name Reserved
 no ip address
 untagged TenGigabitEthernet 0/0,6
 shutdown
!
interface Vlan 7
 description Management
 name Mgmt
 ip address 10.0.7.2/24
 tagged TenGigabitEthernet 0/1-2
 tagged Port-channel 50
!
 vrrp-group 7
  priority 110
  virtual-address 10.0.7.1
 no shutdown
!
interface Vlan 8
 no ip address
 tagged TenGigabitEthernet 0/1-3
 untagged Port-channel 50
 shutdown
!
interface Vlan 12
 no ip address
 untagged TenGigabitEthernet 0/1
 shutdown
!
service-class dynamic dot1p
mac-address-table station-move refresh-arp
!
`;
