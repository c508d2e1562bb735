import { cmdletNamed } from './cmdlets/index.ts';

/** Cmdlets hvlint does not read but names in repairs. */
const OTHERS: ReadonlySet<string> = new Set(['add-localgroupmember', 'restart-computer', 'resume-vm', 'start-vm']);

/** FailoverClusters has no -WhatIf, but for what tests and removes. Source: Microsoft Learn, module FailoverClusters. */
const CLUSTER = /^[a-z]+-cluster/i;

/**
 * Whether a cmdlet changes something and can say what it would change instead (-WhatIf, ShouldProcess); undefined for one that hvlint does
 * not know. Of the modules it knows all but FailoverClusters can. Source: Microsoft Learn, syntax of NetLbfo, NetAdapter, NetQos, NetTCPIP,
 * NetWNV, NetSecurity, Hyper-V, SmbShare, ServerManager.
 */
export function knowsWhatIf(name: string): boolean | undefined {
  if (OTHERS.has(name.toLowerCase())) return true;
  if (CLUSTER.test(name)) return /^(?:add|set|start)-/i.test(name) ? false : undefined;
  if (!cmdletNamed(name)) return undefined;
  return !/^(?:get|test)-/i.test(name);
}
