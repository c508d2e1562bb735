/** The parts of a JSON Schema node that messages are made from. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number)[];
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
}
