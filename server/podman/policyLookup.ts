/** An image as a policy sees it: by its full name, before any mirror or remapping. */
export interface PolicyImage {
  /** `docker.io/library/alpine`. */
  readonly name: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

/**
 * The scopes of the `docker` transport that an image falls under, in the order in which they are looked for: the
 * first that the policy has decides alone. The last one is the transport's own default; behind it comes the
 * policy's. containers/image: PolicyConfigurationIdentity and PolicyConfigurationNamespaces.
 */
export function dockerScopes({ name, tag, digest }: PolicyImage): string[] {
  const scopes = [digest === undefined ? `${name}:${tag ?? 'latest'}` : `${name}@${digest}`, name];
  for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) scopes.push(name.slice(0, end));
  const host = name.split('/')[0]?.replace(/:\d+$/, '') ?? '';
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) scopes.push(`*${host.slice(dot)}`);
  scopes.push('');
  return scopes;
}
