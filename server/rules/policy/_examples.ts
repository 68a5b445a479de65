import type { AtLeastOne, BadExample, Example } from '../../core/rule.ts';

/** The real skopeo refuses all the bad ones and takes all the good ones: test/podman/policySkopeo.test.ts asks it. */
const reject = '[{"type": "reject"}]';
const rest = `{"default": ${reject}}`;

/** One requirement, as the default. */
const one = (requirement: string): string => `{"default": [${requirement}]}`;

/** A `signedBy` with this identity. */
const signedAs = (identity: string): string =>
  one(`{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/key.gpg", "signedIdentity": ${identity}}`);

const fulcio = (more: string, requirement = ', "rekorPublicKeyPath": "/etc/rekor.pub"'): string =>
  one(`{"type": "sigstoreSigned", "fulcio": ${more}${requirement}}`);

const goodFulcio = '{"caPath": "/etc/ca.pem", "oidcIssuer": "https://issuer.example", "subjectEmail": "a@example.com"}';

const sigstore = (more: string): string => one(`{"type": "sigstoreSigned"${more}}`);

const pki = (more: string): string => sigstore(`, "pki": {${more}}`);

const scope = (transport: string, name: string): string =>
  `{"default": ${reject}, "transports": {"${transport}": {${name}: ${reject}}}}`;

const pem = '-----BEGIN PUBLIC KEY-----\\nMFkw\\n-----END PUBLIC KEY-----\\n';

export const good: AtLeastOne<Example> = [
  { text: rest },
  { text: one('{"type": "insecureAcceptAnything"}') },
  { text: '{"default": [{"type": "reject"}, {"type": "insecureAcceptAnything"}], "transports": {}}' },
  { text: scope('docker', '""') },
  { text: scope('docker', '"docker.io/library/busybox:latest"') },
  { text: scope('docker', '"Not / a : scope @ all"') },
  { text: scope('dokcer', '"anything"') },
  { text: scope('dir', '"/srv/images"') },
  { text: scope('oci-archive', '"/srv/x.tar"') },
  { text: scope('tarball', '""') },
  { text: scope('docker-daemon', '"docker.io/library/busybox"') },
  { text: scope('atomic', '"host:5000/namespace/stream:tag"') },
  { text: scope('containers-storage', '"[overlay@/var/lib/containers/storage]docker.io/library/busybox:1"') },
  { text: scope('containers-storage', '"[/var/lib/containers/storage]"') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "~/key.gpg"}') },
  { text: one('{"type": "signedBy", "keyType": "X509Certificates", "keyPaths": []}') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": ["/a", null]}') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyData": ""}') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyData": "YWJj\\nZGU="}') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyData": [1, 255]}') },
  { text: signedAs('{"type": "matchRepository"}') },
  { text: signedAs('{"type": "exactReference", "dockerReference": "busybox:1"}') },
  { text: signedAs(`{"type": "exactReference", "dockerReference": "a.example/b@sha256:${'0'.repeat(64)}"}`) },
  { text: signedAs('{"type": "exactRepository", "dockerRepository": "localhost:5000/a/b:1"}') },
  { text: signedAs('{"type": "remapIdentity", "prefix": "mirror.example:5000/a", "signedPrefix": "vendor.example"}') },
  { text: signedAs('{"type": "remapIdentity", "prefix": "short", "signedPrefix": "localhost"}') },
  { text: one('{"type": "signedBaseLayer", "baseLayerIdentity": {"type": "matchExact"}}') },
  { text: sigstore(', "keyPath": "/etc/key.pub"') },
  { text: sigstore(', "keyPath": "", "keyDatas": ["YWJj"], "rekorPublicKeyData": null') },
  // Old ones count keys and not their values; then nothing is accepted.
  { text: sigstore(', "keyPath": ""'), settings: { podman: '4.3' } },
  { text: sigstore(', "keyPaths": ["/a"], "rekorPublicKeyPaths": ["/b"]') },
  { text: fulcio(goodFulcio) },
  { text: pki('"caRootsData": "YWJj", "subjectHostname": "build.example"') },
  { text: '{"default": [{"type": "{{ requirement }}"}], "transports": {"docker": {"{{ host }}/a": "b"}}}' },
  { text: '{# managed #}\n{"default": {{ requirements }}, "comment": "a template"}' },
  { text: `{"default": [{"type": "signedBy", "keyPaths": ["{{ keys | join('", "') }}"]}], "comment": "a template"}` },
];

export const bad: AtLeastOne<BadExample> = [
  {
    text: '{"default": [{"type": "{{ requirement }}"}], «"comment"»: "only a string is filled in"}',
    fixed: '{"default": [{"type": "{{ requirement }}"}]}',
  },
  { text: `«// for production»\n${rest}\n`, fixed: `${rest}\n` },
  { text: `{\n  "default": ${reject}«,»\n}\n`, fixed: `{\n  "default": ${reject}\n}\n` },
  { text: `«\ufeff»${rest}`, fixed: rest },
  { text: `${rest} «${rest}»`, fixed: `${rest} ` },
  { text: '«[]»' },
  { text: '«{»\n  "transports": {}\n}\n', fixed: `{\n  "default": ${reject},\n  "transports": {}\n}\n` },
  { text: '«{»}', fixed: rest },
  { text: '{"default": «[]»}', fixed: rest },
  { text: '{"default": «null»}', fixed: rest },
  { text: '{"default": «"reject"»}', fixed: rest },
  { text: '{"default": «{"type": "reject"}»}', fixed: rest },
  { text: '{"default": [«null»]}' },
  { text: '{"default": [«"reject"»]}', fixed: rest },
  { text: `{«"Default"»: ${reject}}`, fixed: rest },
  { text: `{"default": ${reject}, «"comment"»: "x"}`, fixed: rest },
  { text: `{\n  «"$schema"»: "x",\n  "default": ${reject}\n}`, fixed: `{\n  "default": ${reject}\n}` },
  { text: `{"default": ${reject}, «"default"»: ${reject}}`, fixed: rest },
  { text: `{"default": ${reject}, «"default"»: [{"type": "insecureAcceptAnything"}]}` },
  { text: `{"default": ${reject}, "transports": «null»}` },
  { text: `{"default": ${reject}, "transports": «[]»}` },
  { text: `{"default": ${reject}, "transports": {"docker": «null»}}` },
  {
    text: `{"default": ${reject}, "transports": {"docker": {}, «"docker"»: {}}}`,
    fixed: `{"default": ${reject}, "transports": {"docker": {}}}`,
  },
  { text: `{"default": ${reject}, "transports": {"docker": {"a": ${reject}, «"a"»: [{"type":"reject"}]}}}` },
  { text: `{"default": ${reject}, "transports": {"docker": {"a": «[]»}}}`, fixed: scope('docker', '"a"') },
  {
    text: `{"default": ${reject}, "transports": {"docker": {"\\ud800": ${reject}, «"\\udc00"»: [{"type":"reject"}]}}}`,
  },
  { text: scope('dir', '«"/"»') },
  { text: scope('dir', '«"images"»') },
  { text: scope('oci', '«"/srv//x/"»'), fixed: scope('oci', '"/srv/x"') },
  { text: scope('sif', '«"/srv/../x"»'), fixed: scope('sif', '"/x"') },
  { text: scope('docker-archive', '«"/srv/x.tar"»') },
  { text: scope('docker-daemon', `«"sha256:${'a'.repeat(64)}"»`) },
  { text: scope('atomic', '«"host/a/b/c"»') },
  { text: scope('containers-storage', '«"docker.io/library/busybox"»') },
  { text: scope('containers-storage', '«"[overlay@relative]"»') },
  { text: scope('containers-storage', '«"[/a]name@nothing"»') },
  { text: '{"default": [«{»}]}' },
  { text: one('{"type": «null»}') },
  { text: one('{"type": «"Reject"»}'), fixed: rest },
  {
    text: `{"default": ${reject}, "transports": {"dir": {"": [{"type": «"insecureAcceptAnyting"»}]}}}`,
    fixed: `{"default": ${reject}, "transports": {"dir": {"": [{"type": "insecureAcceptAnything"}]}}}`,
  },
  { text: one('{"type": «"allow"»}') },
  { text: one('{«"Type"»: "reject"}'), fixed: rest },
  { text: one('{"type": "reject", «"why"»: 1}'), fixed: rest },
  {
    text: one('{"type": «"signedBy"», "keyPath": "/a"}'),
    fixed: one('{"type": "signedBy", "keyPath": "/a", "keyType": "GPGKeys"}'),
  },
  {
    text: one('{"type": "signedBy", "keyType": «"PGP"», "keyPath": "/a"}'),
    fixed: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/a"}'),
  },
  {
    text: one('{"type": "signedBy", "keyType": «null», "keyPath": "/a"}'),
    fixed: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/a"}'),
  },
  {
    text: one('{"type": "signedBy", "keyType": "GPGKeys", «"keypath"»: "/a"}'),
    fixed: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/a"}'),
  },
  { text: one('{"type": «"signedBy"», "keyType": "GPGKeys"}') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": «""»}') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": «null»}') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/a", «"keyData"»: "YWJj"}') },
  {
    text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": «["/a"]»}'),
    fixed: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": ["/a"]}'),
  },
  {
    text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": «"/a"»}'),
    fixed: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": ["/a"]}'),
  },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": ["/a", «1»]}') },
  {
    text: sigstore(`, "keyData": «"${pem}"»`),
    fixed: sigstore(', "keyData": "LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUZrdwotLS0tLUVORCBQVUJMSUMgS0VZLS0tLS0K"'),
  },
  {
    text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyData": «"mQ-_YQ"»}'),
    fixed: one('{"type": "signedBy", "keyType": "GPGKeys", "keyData": "mQ+/YQ=="}'),
  },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyData": «"!"»}') },
  { text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyData": «{}»}') },
  { text: one('{"type": «"signedBaseLayer"»}') },
  {
    text: one('{"type": "signedBaseLayer", «"signedIdentity"»: {"type": "matchExact"}}'),
    fixed: one('{"type": "signedBaseLayer", "baseLayerIdentity": {"type": "matchExact"}}'),
  },
  // It is not taken for the plural.
  {
    text: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/a", «"keypath"»: "/b"}'),
    fixed: one('{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/a"}'),
  },
  { text: signedAs('«null»') },
  { text: signedAs('«"matchRepoDigestOrExact"»'), fixed: signedAs('{"type": "matchRepoDigestOrExact"}') },
  { text: signedAs('«{»}') },
  { text: signedAs('{"type": «"matchAny"»}') },
  { text: signedAs('{"type": «"matchrepodigestorexact"»}'), fixed: signedAs('{"type": "matchRepoDigestOrExact"}') },
  { text: signedAs('{"type": «"exactReference"»}') },
  { text: signedAs('{"type": "exactReference", "dockerReference": «"busybox"»}') },
  { text: signedAs('{"type": "exactReference", "dockerReference": «null»}') },
  {
    text: signedAs('{"type": "exactRepository", "dockerRepository": «"docker.io/Acme/App"»}'),
    fixed: signedAs('{"type": "exactRepository", "dockerRepository": "docker.io/acme/app"}'),
  },
  { text: signedAs('{"type": "exactRepository", "dockerRepository": «"[::1]:5000/a"»}') },
  { text: signedAs('{"type": "exactRepository", "dockerRepository": «"https://docker.io/a"»}') },
  { text: signedAs('{"type": "exactReference", "dockerReference": «"a.example/b@sha256:00"»}') },
  { text: signedAs('{"type": "remapIdentity", "prefix": «"a.example/b:1"», "signedPrefix": «""»}') },
  { text: signedAs('{"type": "remapIdentity", "prefix": «"short/name/"», "signedPrefix": "a.example"}') },
  { text: sigstore('').replace('"sigstoreSigned"', '«"sigstoreSigned"»') },
  { text: sigstore(', "keyPath": "/a", «"keyDatas"»: ["YWJj"]') },
  { text: sigstore(', "keyPaths": «[]»') },
  { text: sigstore(', "keyPath": "/a", "keyDatas": «null»') },
  { text: sigstore(', "keyPath": "/a", "keyPaths": «[]»') },
  { text: sigstore(', "keyData": «null»') },
  { text: sigstore(', "keyPath": null, «"keyData"»: "YWJj"'), settings: { podman: '4.3' } },
  { text: sigstore(', "keyPath": "/a", "rekorPublicKeyPath": "/b", «"rekorPublicKeyData"»: "YWJj"') },
  {
    text: sigstore(', "keyPath": "/a", «"rekorPublickeyPath"»: "/b"'),
    fixed: sigstore(', "keyPath": "/a", "rekorPublicKeyPath": "/b"'),
  },
  { text: sigstore(`, «"fulcio"»: ${goodFulcio}`) },
  { text: fulcio('«null»') },
  { text: sigstore(', "fulcio": «null», "keyPath": "/a"') },
  { text: sigstore(`, "fulcio": ${goodFulcio}, "rekorPublicKeyPaths": «[]»`) },
  { text: fulcio('{"caPath": "/a", "oidcIssuer": "x", "subjectEmail": «""»}') },
  { text: fulcio('{"oidcIssuer": "x", "subjectEmail": "y"}').replace('"fulcio"', '«"fulcio"»') },
  { text: fulcio('{"caPath": "/a", «"caData"»: "YWJj", "oidcIssuer": "x", "subjectEmail": "y"}') },
  { text: fulcio('{"caPath": "/a", "subjectEmail": "y"}').replace('"fulcio"', '«"fulcio"»') },
  { text: pki('"caRootsPath": "/a"').replace('"pki"', '«"pki"»') },
  { text: pki('"subjectEmail": "y"').replace('"pki"', '«"pki"»') },
  { text: pki('"caRootsPath": "/a", «"caRootsData"»: "YWJj", "subjectEmail": "y"') },
  { text: sigstore(', "pki": {"caRootsPath": "/a", "subjectEmail": "y"}, «"rekorPublicKeyPath"»: "/b"') },
];
