import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A capacity plan does not say what the link can carry',
  source: 'Capacity Planner for Hyper-V Replica',
});
