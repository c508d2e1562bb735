import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A capacity plan does not say how long it measures',
  source: 'Capacity Planner for Hyper-V Replica',
});
