import { layoutRemedy } from '#lint/processor-remedy';
import { defineRule } from '#lint/rule';
import { processorStep } from '#model/processors';
import { beginsOnCoreZero, queueStart } from '#model/queue-layout';
import { repairOf } from '#model/queue-proposal';

/** Advice on *RssBaseProcNumber in "NIC Teaming and Virtual Machine Queues": an even number, where cores show two processors. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'The queues of an adapter begin at an odd processor of a host with hyper-threading',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues (VMQs)"; Microsoft KB 2974384',
  check(nic, { network, report }) {
    const start = queueStart(network, nic);
    // Processor 1 is on core 0, which is the graver fault and has a rule of its own.
    if (!start || processorStep(nic.host) === 1 || start.base.value % 2 === 0 || beginsOnCoreZero(start)) return;
    const { host } = nic;
    const { value, place } = start.base;
    const { clean, layouts } = repairOf(network, start);
    const guess = host.data.processors?.hyperThreading === undefined ? ' (assumed)' : '';
    report(
      place,
      `the queues of ${nic.name} begin at logical processor ${value}, the second of its core, but with hyper-threading${guess} only even ones take queues`,
      {
        fix:
          clean && guess === ''
            ? { title: `Round up to ${value + 1}`, safe: true, changes: [{ at: place, value: value + 1 }] }
            : undefined,
        remedy: layoutRemedy(host, start.use, layouts),
      },
    );
  },
});
