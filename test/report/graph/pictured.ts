import type { Finding } from '#lint/finding';
import { lint } from '#lint/lint';
import type { PicturedEstate } from '#report/graph/picture';
import { RULES } from '#rules';
import { estate } from '../../lint/estate.ts';

/** An estate of files by name, checked, as pictures take it. */
export async function pictured(
  files: Readonly<Record<string, string>>,
  kept: (finding: Finding) => boolean = () => true,
): Promise<PicturedEstate> {
  const { network, findings } = lint(await estate(files), RULES);
  return { name: 'estate', network, findings: findings.filter(kept) };
}

const HOST = (name: string, port: number): string => `kind: host
name: ${name}
os: 2022
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/${port}, vlanId: ${port === 1 ? 7 : 0} }
  - { name: NIC2, connectedTo: tor2/Ethernet1/${port} }
vmSwitches:
  - { name: External, switchType: External, netAdapterName: [NIC1, NIC2], embeddedTeamingEnabled: true }
hostAdapters:
  - { name: Management, switchName: External, vlan: { operationMode: Access, accessVlanId: 10 } }
`;

const SWITCH = (name: string, vlans: string): string => `kind: switch
name: ${name}
ports:
  - { name: Ethernet1/1, mode: trunk, allowedVlans: "${vlans}" }
  - { name: Ethernet1/2, mode: trunk, allowedVlans: "10,42" }
`;

/** Two hosts, two switches, two VMs; VLAN 42 is missing on a trunk, and an adapter has a filter it must not have. */
export const FAULTY: Readonly<Record<string, string>> = {
  'hv01.yaml': HOST('hv01', 1),
  'hv02.yaml': HOST('hv02', 2),
  'tor1.yaml': SWITCH('tor1', '10,42'),
  'tor2.yaml': SWITCH('tor2', '10'),
  'vms.yaml': ['hv01', 'hv02']
    .map(
      (host) => `kind: vm
name: web-${host}
host: ${host}
networkAdapters: [{ name: A, switchName: External, vlan: { operationMode: Access, accessVlanId: 42 } }]
`,
    )
    .join('---\n'),
};

/** Names that would act in HTML, in SVG, in Mermaid or in the language of Graphviz, and such as are only unusual. */
export const HOSTILE_NAMES: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</title></svg><script>alert(1)</script>',
  'a "quoted" \'name\' & more; \\',
  '"]; x [label="y',
  ']]> --> */ <!--',
  "%%{init: {'theme': 'dark'}}%%",
  '1. `Eth` #quot; **b** _i_ | end',
  'style: fill#fff;',
  '\u202eexe.gpj \u0007\u001b[31m\u0000',
  'מתאם عربي 風扇😀',
  '\\N \\l \\G &lt;b&gt;',
];

/** An estate in which everything that has a name has one of these. */
export function hostile(name: string): Readonly<Record<string, string>> {
  const n = JSON.stringify(name);
  return {
    'a.json': `{"kind":"host","name":${n},"os":"2019","nics":[{"name":${n},"connectedTo":{"switch":${n},"port":${n}}}],"vmSwitches":[{"name":${n},"switchType":"External","netAdapterName":${n}}],"hostAdapters":[{"name":${n},"switchName":${n}}]}`,
    'b.json': `{"kind":"vm","name":${n},"host":${n},"networkAdapters":[{"name":${n},"switchName":${n},"vlan":{"operationMode":"Access","accessVlanId":5000}}]}`,
  };
}
