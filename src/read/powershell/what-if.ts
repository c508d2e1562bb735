import { cmdletNamed } from './cmdlets/index.ts';

/** Cmdlets hvlint does not read but names in repairs. */
const OTHERS: ReadonlySet<string> = new Set(['add-localgroupmember', 'restart-computer', 'resume-vm', 'start-vm']);

/** FailoverClusters has no -WhatIf, but for what tests and removes. Source: Microsoft Learn, module FailoverClusters. */
const CLUSTER = /^[a-z]+-cluster/i;

/** What changes things and has no -WhatIf in any syntax of 2012 to 2025. Source: Microsoft Learn, modules NetWNV, NetworkATC, SmbShare, DISM. */
const WITHOUT =
  /^(?:(?:new|set|remove)-netvirtualization|(?:add|set|remove)-netintent|remove-smbbandwidthlimit$|enable-windowsoptionalfeature$)/i;

/** Of those, what hvlint does not read but names in repairs. */
const OTHERS_WITHOUT: ReadonlySet<string> = new Set(['set-smbpathacl']);

/**
 * Whether a cmdlet changes something and can say what it would change instead (-WhatIf, ShouldProcess); undefined for one that hvlint does
 * not know. Of the modules it knows all others can. The pages of Windows Server 2012 leave the parameter out for most of NetLbfo and for
 * some of Hyper-V; those of 2012 R2 and later have it. Source: Microsoft Learn, syntax of NetLbfo, NetAdapter, NetQos, DcbQos, NetTCPIP,
 * NetSecurity, Hyper-V, SmbShare, ServerManager.
 */
export function knowsWhatIf(name: string): boolean | undefined {
  if (OTHERS.has(name.toLowerCase())) return true;
  if (OTHERS_WITHOUT.has(name.toLowerCase())) return false;
  if (CLUSTER.test(name)) return /^(?:add|set|start)-/i.test(name) ? false : undefined;
  if (!cmdletNamed(name)) return undefined;
  return !/^(?:get|test)-/i.test(name) && !WITHOUT.test(name);
}
