#Requires -RunAsAdministrator
$Members = 'NIC1', 'NIC2'
$ManagementVlan = 10
$WebVlan = 42

foreach ($Nic in $Members) {
    Set-NetAdapterAdvancedProperty -Name $Nic -RegistryKeyword '*JumboPacket' -RegistryValue 9014
}

New-NetLbfoTeam -Name 'Team1' -TeamMembers $Members -TeamingMode SwitchIndependent `
    -LoadBalancingAlgorithm TransportPorts -Confirm:$false
New-VMSwitch -Name 'External' -NetAdapterName 'Team1' -AllowManagementOS $false
Add-VMNetworkAdapter -ManagementOS -Name 'Management' -SwitchName 'External'
Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName 'Management' -Access -VlanId $ManagementVlan

foreach ($Vm in @{ Name = 'web01'; Vlan = $WebVlan }, @{ Name = 'dc01'; Vlan = $ManagementVlan }) {
    New-VM -Name $Vm.Name -Generation 2 -MemoryStartupBytes 4GB -SwitchName 'External'
    Set-VMNetworkAdapterVlan -VMName $Vm.Name -Access -VlanId $Vm.Vlan
}
