import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { folderWith, hvlint } from './run-hvlint.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/trace.schema.json', import.meta.url), 'utf8'));
const valid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

const HOST = `kind: host
name: hv01
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }
vmSwitches:
  - { name: S, switchType: External, netAdapterName: NIC1 }
---
kind: vm
name: web01
host: hv01
networkAdapters:
  - { name: A, switchName: S, vlan: { operationMode: Access, accessVlanId: 42 } }
---
kind: vm
name: web02
host: hv01
networkAdapters:
  - { name: A, switchName: S, vlan: { operationMode: Access, accessVlanId: 43 } }
`;
const SWITCH = 'kind: switch\nname: tor1\nports:\n  - { name: Ethernet1/1, mode: trunk, allowedVlans: "1,42" }\n';
const ESTATE = { 'hv01.yaml': HOST, 'tor1.yaml': SWITCH };

describe('hvlint trace', () => {
  it('prints the way and ends with 0 where nothing stops it', () => {
    const { status, out, err } = hvlint(folderWith(ESTATE), ['trace', 'web01']);
    expect(err).toBe('');
    expect(out).toBe(`web01 (A) on hv01, VLAN 42  whole on every member
  ok   adapter A: sends with the tag of VLAN 42  hv01.yaml:12:76
  ok   Hyper-V switch S: stands on NIC1  hv01.yaml:6:54
  - ok   NIC1: no VLAN filter  hv01.yaml:4:13
    ok   tor1 Ethernet1/1: trunk, allows VLANs 1,42  tor1.yaml:4:53
  ends with the loss of NIC1 or tor1
`);
    expect(status).toBe(0);
  });

  it('ends with 1 where something stops it, and names the hop', () => {
    const { status, out } = hvlint(folderWith(ESTATE), ['trace', 'web02/A']);
    expect(out).toContain('STOP tor1 Ethernet1/1: does not carry VLAN 43 (it allows VLANs 1,42)  tor1.yaml:4:53');
    expect(status).toBe(1);
  });

  it('says whether two VMs can talk', () => {
    const { status, out } = hvlint(folderWith(ESTATE), ['trace', 'web01', 'web02']);
    expect(out).toContain('web01 (A) on hv01 and web02 (A) on hv01: cannot talk');
    expect(status).toBe(1);
  });

  it('asks what still works without a switch or an adapter', () => {
    const folder = folderWith(ESTATE);
    expect(hvlint(folder, ['trace', '42', '--without', 'tor1'])).toMatchObject({ status: 1 });
    expect(hvlint(folder, ['trace', '42', '--without', 'hv01/NIC1']).out).toContain('broken without hv01/NIC1');
  });

  it('writes JSON that fits its schema', () => {
    const { out } = hvlint(folderWith(ESTATE), ['trace', 'web01', 'web02', '-f', 'json', '--without', 'tor1']);
    const document = JSON.parse(out);
    expect(valid(document) ? [] : valid.errors).toEqual([]);
    expect(document.ways[1].legs[0].hops[1]).toMatchObject({ passage: 'stops', file: 'tor1.yaml', line: 4 });
  });

  it.each<[string, string[], string]>([
    ['a name nobody has', ['web03'], "nothing is called 'web03'; did you mean web01?"],
    ['an adapter below a Hyper-V switch', ['hv01/NIC1'], 'hv01/NIC1 sends nothing of its own: the Hyper-V switch S stands on it'],
    ['a VLAN nobody uses', ['7'], 'nothing in the files uses VLAN 7'],
    ['a switch nobody has', ['web01', '--without', 'tor2'], "nothing is called 'tor2'; did you mean tor1?"],
    ['a path that is not there', ['web01', '--in', 'sites'], 'sites'],
    ['no name', [], "missing required argument 'what'"],
  ])('refuses %s with 2', (_what, args, message) => {
    const { status, out, err } = hvlint(folderWith(ESTATE), ['trace', ...args]);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  it('asks which estate is meant when several have the name', () => {
    const folder = folderWith({
      'a/hvlint.config.yaml': '{}',
      'a/hv01.yaml': HOST,
      'b/hvlint.config.yaml': '{}',
      'b/hv01.yaml': HOST,
    });
    expect(hvlint(folder, ['trace', 'web01']).err).toContain('2 estates have it; name one with --in <folder>');
    expect(hvlint(folder, ['trace', 'web01', '--in', 'a']).status).toBe(0);
  });

  it('traces what can be read of a broken file, and says that it is broken', () => {
    const { status, err } = hvlint(folderWith({ ...ESTATE, 'bad.yaml': 'kind: vm\nname: [x\n' }), ['trace', 'web01']);
    expect(err).toContain('bad.yaml cannot be read in full');
    expect(status).toBe(0);
  });

  it('keeps a terminal from obeying names', () => {
    const evil = HOST.replaceAll('name: S,', 'name: "S\\u001b[31m\\u202e",').replaceAll(
      'switchName: S',
      'switchName: "S\\u001b[31m\\u202e"',
    );
    const { out } = hvlint(folderWith({ 'hv01.yaml': evil }), ['trace', 'web01']);
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('\u202e');
  });
});
