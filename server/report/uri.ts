/** A path with `/` as a URI reference; an absolute one as a file URI. */
export function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeSegment).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[a-z]:\//i.test(path) ? `file:///${encoded}` : encoded;
}

/** Halves of surrogate pairs, which file names on Windows may hold, have no encoding. */
const encodeSegment = (segment: string): string => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'));
