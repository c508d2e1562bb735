/** The day of a time where the user is, as YYYY-MM-DD. From its parts: the first use of a locale costs as much as linting a host. */
export function dayOf(time: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
