import { defineRule } from '#lint/rule';
import { osText } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** IP rewrite is described for Windows Server 2012 only; later documents know NVGRE. */
export default defineRule({
  about: 'network-virtualization',
  severity: 'warning',
  title: 'A policy rewrites addresses on a release whose documents describe NVGRE only',
  versions: RELEASES.netwnvInSwitch,
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/networking/sdn/technologies/hyper-v-network-virtualization/hyperv-network-virtualization-technical-details-windows-server',
  check(policy, { network, report, applies }) {
    const [first, ...others] = policy.records.filter((record) => record.data.rule === 'TranslationMethodNat');
    const host = policy.hosts.map((name) => network.host(name)).find((each) => each && applies(each));
    if (!first || !host) return;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    report(
      at(first, 'rule'),
      `${first.text}${more} of the policy ${policy.name} ${more ? 'rewrite' : 'rewrites'} addresses (TranslationMethodNat), but ${host.name} runs ${osText(host.os!)}, whose documents describe NVGRE only`,
      {
        related: [
          { at: at(host, 'os'), message: host.name },
          ...others.map((record) => ({ at: at(record, 'rule'), message: record.text })),
        ],
      },
    );
  },
});
