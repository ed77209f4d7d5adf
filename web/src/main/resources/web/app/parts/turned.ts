/** The same set with a member that it had not, or without one that it had. */
export function turned<T>(set: Set<T>, member: T): Set<T> {
  const other = new Set(set);
  if (!other.delete(member)) {
    other.add(member);
  }
  return other;
}
