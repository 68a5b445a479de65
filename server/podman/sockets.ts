/** Sockets that give whoever can write to them a container engine: below the runtime directories, and of users. */
const sockets: readonly RegExp[] = [
  /^\/run\/podman\/podman\.sock$/,
  /^\/run\/user\/\d+\/podman\/podman\.sock$/,
  /^\/run\/(user\/\d+\/)?docker\.sock$/,
  /^\/run\/(user\/\d+\/)?containerd\/([\w.-]+\/)?containerd\.sock(\.ttrpc)?$/,
  /^\/run\/(k3s|rke2|k0s)\/containerd\/containerd\.sock$/,
  /^\/run\/k0s\/containerd\.sock$/,
  /^\/run\/(crio\/)?crio\.sock$/,
  /^\/run\/cri-dockerd\.sock$/,
  /^\/run\/dockershim\.sock$/,
  /^\/run\/(user\/\d+\/)?buildkit(-\w+)?\/buildkitd\.sock$/,
];

/** Directories in which such sockets lie. */
const directories: readonly RegExp[] = [
  /^\/run$/,
  /^\/run\/user(\/\d+)?$/,
  /^\/run\/(user\/\d+\/)?(podman|docker|containerd|buildkit)$/,
  /^\/run\/(crio|k3s|rke2|k0s)$/,
  /^\/run\/(k3s|rke2)\/containerd$/,
];

/** Whether a path of the host is the socket of a container engine, or a directory that has it. `..` and `//` are resolved. */
export function exposesEngine(path: string): 'socket' | 'directory' | undefined {
  const real = normalizePath(path).replace(/^\/var\/run(?=\/|$)/, '/run');
  if (sockets.some(pattern => pattern.test(real))) return 'socket';
  return directories.some(pattern => pattern.test(real)) ? 'directory' : undefined;
}

/** An absolute path without `.`, `..`, doubled and trailing slashes; another path as it is. */
export function normalizePath(path: string): string {
  if (!path.startsWith('/') || !/\/(?:[/.]|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Directories that belong to the engines alone; `/run` itself has much else. */
export const isEngineDirectory = (path: string): boolean =>
  exposesEngine(path) === 'directory' &&
  !/^\/run(?:\/user(?:\/\d+)?)?$/.test(normalizePath(path).replace(/^\/var/, ''));

const mentioned = /(?:\$\{?XDG_RUNTIME_DIR\}?|\/(?:var\/)?run)\/[^\s"'`:,;]{0,200}\.sock(?![\w-])/g;

/** The first socket of an engine that a text names, as it stands there: `unix:///run/podman/podman.sock`. */
export function mentionedSocket(text: string): string | undefined {
  if (!text.includes('.sock')) return undefined;
  return text.match(mentioned)?.find(path => {
    const ofUser = path
      .replace(/^\$\{?XDG_RUNTIME_DIR\}?/, '/run/user/0')
      .replace(/^(\/(?:var\/)?run\/user)\/\$[^/]*/, '$1/0');
    return exposesEngine(ofUser) === 'socket';
  });
}
