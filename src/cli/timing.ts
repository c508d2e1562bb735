import { performance } from 'node:perf_hooks';
import type { RuleTimer } from '#lint/engine';

/** How long parts of a run and single rules took, in milliseconds. */
export class Timing implements RuleTimer {
  readonly phases = new Map<string, number>();
  readonly rules = new Map<string, number>();

  now(): number {
    return performance.now();
  }

  took(rule: string, time: number): void {
    this.rules.set(rule, (this.rules.get(rule) ?? 0) + time);
  }

  /** Does a part of the work and takes down how long it took. */
  async measure<T>(phase: string, work: () => T | Promise<T>): Promise<T> {
    const start = this.now();
    try {
      return await work();
    } finally {
      this.phases.set(phase, (this.phases.get(phase) ?? 0) + this.now() - start);
    }
  }
}
