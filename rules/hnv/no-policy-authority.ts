import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { fabricOf } from '#model/policy-fabric';

/** From here on nobody keeps the copies of all hosts equal by hand. */
const MANY_HOSTS = 3;
const MANY_RECORDS = 20;

/** Policies of many hosts or records are kept by something: VMM, a controller, a script. */
export default defineRule({
  about: 'network-virtualization',
  severity: 'info',
  title: 'Nothing says who keeps a policy of many hosts or records',
  preset: 'strict',
  since: '0.1.0',
  source: 'Windows Server 2012, "Network Virtualization": policy management server',
  check(policy, { network, report }) {
    const { policies, records } = fabricOf(network, policy);
    const copies = policies.filter((other) => nameKey(other.name) === nameKey(policy.name) && isDeclared(at(other)));
    if (copies[0] !== policy || copies.some((copy) => copy.data.policySource !== undefined)) return;
    const hosts = new Set(copies.flatMap((copy) => copy.hosts.map(nameKey))).size;
    const count = records.filter((record) => record.copies.some((copy) => copies.includes(copy.policy))).length;
    if (hosts < MANY_HOSTS && count < MANY_RECORDS) return;
    report(
      at(policy, 'name'),
      `the policy ${policy.name} has ${count} ${count === 1 ? 'record' : 'records'} for ${hosts} ${hosts === 1 ? 'host' : 'hosts'}, and no policySource says what keeps them equal`,
    );
  },
});
