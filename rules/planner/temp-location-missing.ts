import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: "A capacity plan has no place for the planner's own VM",
  source: 'Capacity Planner for Hyper-V Replica',
});
