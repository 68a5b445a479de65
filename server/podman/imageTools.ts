import { fullName } from './images.ts';

/** Images that have curl in all their tags but slim ones: their Containerfiles, 2026-11. */
const withCurl =
  /^(?:docker\.io\/(?:library\/(?:nginx|fedora|almalinux|rockylinux|amazonlinux|centos|oraclelinux|buildpack-deps)|nginxinc\/nginx-unprivileged|curlimages\/curl)|quay\.io\/(?:fedora\/fedora|centos\/centos|nginx\/nginx-unprivileged|curl\/curl)|registry\.fedoraproject\.org\/fedora|registry\.(?:access\.redhat\.com|redhat\.io)\/ubi\d+\/.*)$/;

/** Languages on Docker Hub that stand on buildpack-deps, unless the tag says slim or Alpine. */
const onBuildpackDeps = /^docker\.io\/library\/(?:python|node|golang|rust|ruby|perl|gcc)$/;

/** Images whose nc is BusyBox'. */
const onBusybox = /^docker\.io\/library\/(?:alpine|busybox)$/;

/** Images that have no shell, by their maker's word. */
const bare =
  /^(?:gcr\.io\/distroless\/.+|registry\.k8s\.io\/pause|k8s\.gcr\.io\/pause|cgr\.dev\/chainguard\/static|docker\.io\/library\/hello-world)$/;

/** Whether programs of an image can run `curl` or `nc` in a shell; undefined where nobody knows. */
export function hasTool(tool: string, name: string, tag = ''): boolean | undefined {
  const image = fullName(name);
  if (bare.test(image)) return /debug|busybox/.test(tag) ? undefined : false;
  if (tool === 'nc') return onBusybox.test(image) || /alpine/.test(tag) || undefined;
  const isSmall = /slim|micro/.test(`${name}:${tag}`);
  if (isSmall) return undefined;
  return withCurl.test(image) || (onBuildpackDeps.test(image) && !/alpine/.test(tag)) || undefined;
}
