/** Compares texts by code units and runs of digits by their value, so that NIC2 stands before NIC10; the same on every machine. */
export function naturally(a: string, b: string): number {
  const [first, second] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(first.length, second.length); i++) {
    const [x, y] = [first[i]!, second[i]!];
    if (x === y) continue;
    const numbers = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : 0;
    if (numbers !== 0) return numbers;
    return x < y ? -1 : 1;
  }
  return first.length - second.length;
}

function parts(text: string): string[] {
  return text.toLowerCase().match(/\d+|\D+/g) ?? [];
}
