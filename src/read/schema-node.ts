/** The parts of a JSON Schema node that messages are made from. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number)[];
  readonly const?: string;
  /** Only in the schemas that are made for editors. */
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly 'x-rule'?: string;
  readonly 'x-was'?: readonly string[];
  readonly 'x-vlan-list'?: boolean;
  /** What a value with a pattern has to look like, and what one with a gap in its range may be, in words. */
  readonly 'x-expected'?: string;
  /** What else there is to say of the upper limit. */
  readonly 'x-note'?: string;
  /** Words people use (lower-case) for values they probably mean. */
  readonly 'x-suggest'?: Readonly<Record<string, string>>;
  /** Names of former times (lower-case) for values, and the rule that says so. */
  readonly 'x-legacy'?: Readonly<Record<string, string>>;
  readonly 'x-legacy-rule'?: string;
  /** Other spellings of values (lower-case). */
  readonly 'x-synonyms'?: Readonly<Record<string, string>>;
  /** Numbers that stand for values. */
  readonly 'x-numbers'?: Readonly<Record<string, string>>;
}
