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
  readonly files: readonly string[];
}

/** Writes a fleet; returns what was written and what was planted. */
export function writeFleet(options: FleetOptions): {
  readonly files: number;
  readonly bytes: number;
  readonly planted: readonly Planted[];
};
