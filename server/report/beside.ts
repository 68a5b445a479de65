/** The path of a file that is written relative to another one's folder, in the spelling of that one's path. */
export function beside(path: string, other: string): string {
  if (/^(?:[a-z]:)?\//i.test(other)) return other;
  const kept = path.split('/').slice(0, -1);
  for (const part of other.split('/')) {
    if (part === '.' || part === '') continue;
    const last = kept.at(-1);
    if (part === '..' && last !== undefined && last !== '..' && last !== '.') kept.pop();
    else kept.push(part);
  }
  return kept.join('/');
}
