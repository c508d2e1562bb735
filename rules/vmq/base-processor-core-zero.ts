import { layoutRemedy } from '#lint/processor-remedy';
import { defineRule } from '#lint/rule';
import { inRange } from '#model/os';
import { processorStep } from '#model/processors';
import { assumed, beginsOnCoreZero, queueStart } from '#model/queue-layout';
import { repairOf } from '#model/queue-proposal';

/** Advice on *RssBaseProcNumber in "NIC Teaming and Virtual Machine Queues": keep off core 0. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'The queues of an adapter begin on core 0',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues (VMQs)"',
  check(nic, { network, report }) {
    const start = queueStart(network, nic);
    if (!start || !beginsOnCoreZero(start)) return;
    const { host } = nic;
    const { value, place } = start.base;
    const target = processorStep(host);
    const { clean, layouts } = repairOf(network, start);
    // Processor 0 is on core 0 either way, processor 1 only with hyper-threading.
    const guess = value === 0 ? '' : assumed(host);
    report(
      place,
      `the queues of ${nic.name} begin at logical processor ${value}, on core 0, where Windows does most of its own work${guess}`,
      {
        severity: inRange(host.os, { from: '2012', to: '2016' }) ? 'warning' : 'info',
        fix:
          clean && guess === ''
            ? { title: `Begin at ${target}, on the next core`, safe: true, changes: [{ at: place, value: target }] }
            : undefined,
        remedy: layoutRemedy(host, start.use, layouts),
      },
    );
  },
});
