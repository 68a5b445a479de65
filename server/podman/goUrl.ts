const badEscape = /%(?![\da-f]{2})/i;
const hostLetters = /^(?:[\w.~!$&'()*+,;=:<>"[\]-]|[^\0-\x7f]|%25|%[89a-f][\da-f])*$/i;

/** Whether Go can read a text as a URL (`url.Parse`); nearly everything is one, also a name or a path alone. */
export function isGoUrl(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what Go refuses
  if (/[\0-\x1f\x7f]/.test(text)) return false;
  const [, before = '', fragment = ''] = /^([^#]*)#?(.*)$/s.exec(text) ?? [];
  if (badEscape.test(fragment) || before.startsWith(':')) return false;
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z\d+.-]*):)?([^?]*)/i.exec(before) ?? [];
  if (!rest.startsWith('/')) return scheme !== '' || (!/^[^/]*:/.test(rest) && !badEscape.test(rest));
  const hasHost = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const [, authority = '', path = ''] = hasHost ? (/^\/\/([^/]*)(.*)$/s.exec(rest) ?? []) : [rest, '', rest];
  return isAuthority(authority) && !badEscape.test(path);
}

/** `user:password@host:port` */
function isAuthority(authority: string): boolean {
  const [, user = '', host = ''] = /^(?:(.*)@)?(.*)$/s.exec(authority) ?? [];
  if (badEscape.test(user) || !/^[\w.~!$&'()*+,;=:@%-]*$/.test(user)) return false;
  if (host.startsWith('[') ? !/\](?::\d*)?$/.test(host) : /\[|:(?!\d*$)[^:]*$/.test(host)) return false;
  return hostLetters.test(host);
}
