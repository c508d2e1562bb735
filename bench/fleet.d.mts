export interface FleetOptions {
  readonly hosts: number;
  readonly out: string;
  readonly format?: 'yaml' | 'json';
  readonly faults?: number;
  readonly seed?: string;
}

export interface Planted {
  readonly rule: string;
  readonly host: string;
  /** Where it may be found: one finding of the rule, in one of these. */
  readonly files: readonly string[];
  /** Rules that rightly speak of it too. */
  readonly beside: readonly string[];
}

/** Writes a fleet; returns what was written and what was planted. */
export function writeFleet(options: FleetOptions): {
  readonly files: number;
  readonly bytes: number;
  readonly planted: readonly Planted[];
};
