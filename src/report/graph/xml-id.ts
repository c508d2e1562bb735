/** An id of ours as XML takes it; different ones stay different. */
export function xmlId(prefix: string, id: string): string {
  return `${prefix}-${id.replaceAll(/[^A-Za-z0-9.-]/gu, (c) => `_${c.codePointAt(0)!.toString(16)}_`)}`;
}
