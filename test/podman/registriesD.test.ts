import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

/** Nobody listens there: what is not refused before ends in a refused connection. */
const image = 'docker://127.0.0.1:9/a';

const texts = [
  'docker:\n  a: {lookaside: "file:///x"}\n',
  'docker: [a]\n',
  'docker:\n  a: [x]\n',
  'docker:\n  a: {lookaside: [x]}\n',
  'docker:\n  a: {lookaside: 5}\n',
  'docker:\n  a: {use-sigstore-attachments: "true"}\n',
  'docker:\n  a: {use-sigstore-attachments: yes}\n',
  'docker:\n  a: {use-sigstore-attachments: 1}\n',
  'docker:\n  a: {use-sigstore-attachments: null}\n',
  'docker: {a: null}\n',
  'default-docker:\ndocker:\n',
  'dokcer: [a]\n',
  'default-docker: {lookaside: "file:///a"}\n---\ndocker: [b]\n',
  'docker:\n  a: {}\n  a: {}\n',
  'docker: {}\ndocker: {}\n',
  'a: 1\na: 2\n',
  'docker:\n  a: {lookaside: x, lookaside: y}\n',
  'docker:\n  a: {}\n  A: {}\n',
  'docker:\n  a:\n  lookaside: [\n',
  'docker:\n\ta: {}\n',
  'docker: {a: {}\n',
  'docker:\n  a: "x\n',
  'docker: *x\n',
  'x: y: z\n',
  '[]\n',
  'text\n',
  '',
  'docker:\n  a: {}\n b: {}\n',
  'docker:\n  a: !!foo {}\n',
  'docker:\n  <<: {a: {}}\n',
  'docker:\n  a: {lookaside: x}\n...\n}{\n',
  'docker:\n  1: {}\n',
  'docker: {[a]: {}}\n',
  'docker: {a: {? {b: c} : x}}\n',
  'docker: {null: {}}\n',
  'x: {[a]: {}}\n',
  'x: {a: 1, a: 2}\n',
  'a: &x [b]\ndocker: {*x : {}}\n',
  'docker: {<<: 5}\n',
  'docker: {<<: [{a: {}}]}\n',
  'x: {<<: 5}\n',
  '...\n',
  '# c\n\n...\ndocker: [x]\n',
  '---\n...\ndocker: [x]\n',
  '%FOO\n---\n',
  'docker: {}\n\t\n',
  'docker:\n\t# c\n  a: {}\n',
  'docker: {\n\t\n}\n',
  'x: |\n  a\n  \t\n  b\n',
  'docker: {a: {use-sigstore-attachments: "yes"}}\n',
  'docker: {a: {use-sigstore-attachments: "oN"}}\n',
  // keys in any case
  'Docker: [a]\n',
  'DOCKER: {a: {LookAside: [x]}}\n',
  'docker: {}\nDocker: [a]\n',
  'Default-Docker: {USE-sigstore-attachments: "true"}\n',
  // lines between brackets and quotes that are indented less, or by tabs
  'docker: {\na: {\n\tlookaside: x}\n}\n',
  'docker:\n  a: {\n\t\tlookaside: x,\n\tsigstore: y\n\t}\n',
  "docker:\n  a:\n    lookaside: 'x\ny\n\tz'\n",
  'docker:\n  a:\n    lookaside: "x\n\ty\n---\nz"\n',
  'docker: {a:\n---\n {}}\n',
  'docker: {a\n: {}}\n',
  'docker: {? a\n: {}}\n',
  // tabs
  ...['\t\n', '\t# c\n', '# c\n\t# d\n', '# c\n\t\n', '# c\n\n\t# d\n'].flatMap(tab => [
    `${tab}docker: {}\n`,
    `---\n${tab}docker: {}\n`,
    `--- # c\n${tab}docker: {}\n`,
    `docker: {}\n---\n${tab}`,
    `docker: {}\n...\n${tab}docker: {}\n`,
    `docker:\n${tab}  a: {}\n`,
    `docker:\n  a:\n    lookaside: x\n     ${tab}    sigstore: y\n`,
    `docker:\n  a:\n    lookaside: x\n  ${tab}    sigstore: y\n`,
    `x:\n- a\n ${tab}docker: {}\n`,
  ]),
  'docker: {} # c\n\t# d\n',
  'docker: {} # c\n\n\t# d\n',
  '\t{docker: {}}\n',
  '---\t{docker: {}}\n',
  'docker:\t{}\t\n',
  'x:\n-\ta\n',
  'x:\n- \t- a\n',
  'x: |\n \ta\n',
  'x: |\n  a\n\t\n',
  'x: |\n  a\n \tb\n',
  'x: |\n  a\n  \tb\n',
  // a document that is over before the file is
  '  docker: {}\n default-docker: [x]\n',
  ' docker:\n  a: {}\ndocker: [x]\n',
  ' docker:\n  a: {}\n\tdocker: [x]\n',
  '{docker: {}}\n}{\n',
  '{docker: {}}\ndocker: [x]\n',
  // what ends a line, and what stands in none
  'docker: {}\u2028docker: [x]\n',
  'docker: {}\u0085x: y: z\n',
  'docker: {}\rdocker: [x]\n',
  'docker: {}\u00a0\n',
  'docker: {} # \0\n',
  'docker: {} # \x7f\n',
  'docker: {} # \x9f\n',
  'docker: {} # \ufeff\n',
  // between brackets
  ...[
    '{-}',
    '[-]',
    '[-, a]',
    '{a: -}',
    '[- a]',
    '{- : a}',
    '[:]',
    '[: a]',
    '{:}',
    '[?]',
    '{?}',
    '[? a : b]',
    '{a?: b}',
  ].map(inX),
  ...['{a: ?b}', '{a: b,# c\n}', '[#a\n]', '{a: b# c}', '[a]: b', '{a: {b: c}d}', '[a\n b: c]', '[a,,b]'].map(inX),
  ...['{a: |\n b\n}', '{a: %b}', '[%a]', '{a: @b}', '{a}}', '[*a]', '[&a b, *a]', '{&a : c}', '[a\n\tb]'].map(inX),
  '{a: b}{docker: [c]}\n',
  // tags and anchors
  ...['[!x]', '[! a]', '[!!str]', '[!!str,a]', '{!x}', '{a: !x}', '{a: !x }', '{a: !x{} }', '{a: !x[] }'].map(inX),
  ...['{a: !<> b}', '{a: !<x> b}', '{a: !!x!y b}', '{a: !x!y b}', '{a: !a%20 b}', '{a: !a%2 b}'].map(inX),
  ...['&a', '&', '& a', '&a&b c', '&a !x b', '!x &a b', '!x !y b', '&a *a', '!', '! "a"', '*a'].map(inX),
  '%TAG !x! tag:a,2000:\n---\nx: !x!y b\n',
  '%TAG !x! tag:a,2000:\n%TAG !x! tag:b,2000:\n---\nx: y\n',
  '%YAML 1.1\ndocker: {}\n',
  '%YAML 1.1\n%YAML 1.1\n---\ndocker: {}\n',
  // quotes and blocks
  ...['"\\/"', '"\\ud800"', '"\\U00110000"', '"\\x4"', '"\\\n a"', '"\\q"', "'a'b", '"a" b', '"a\n---\nb"'].map(inX),
  ...['|0\n  a', '|2\n  a', '|-2+\n  a', '|x\n  a', '|# c\n  a', '>\n\ta', '>\n   a\n  b', '|2\n a'].map(inX),
  // keys
  `${'a'.repeat(1024)}: b\n`,
  `${'a'.repeat(1025)}: b\n`,
  'a\n  b: c\n',
  'a: b\nc\n',
  'x: a\n  b: c\n',
  'x: - a\n',
  '? a\n? b\n: - c\n',
  ': a\n',
  'x:\n- a\n-b\n',
  '- a: b\n c: d\n',
];

function inX(value: string): string {
  return `x: ${value}\n`;
}

const places = [
  'x',
  '/x',
  '//x/y',
  '://x',
  '%zz',
  'file:///x%zz',
  'ftp://127.0.0.1:9/',
  'http://a b/',
  'http://[::1',
  'http://127.0.0.1:port/',
  'https:///x',
  'http:x',
  'C:\\x',
  'file:///nonexistent',
  'file:/nonexistent',
  'File://localhost/nonexistent',
  '',
];

/** A registry on this machine, which has one image without layers under every name. */
class EmptyRegistry {
  readonly #server = createServer((request, response) => {
    const { body, type } = answerTo(request.url ?? '');
    response.writeHead(200, { 'content-type': type }).end(body);
  });

  async host(): Promise<string> {
    if (!this.#server.listening) {
      this.#server.listen(0, '127.0.0.1');
      await once(this.#server, 'listening');
    }
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }
}

for (const [name, podman] of [
  ['skopeo', '5.8'],
  ['debianSkopeo', '4.3'],
] as const) {
  const skopeo = realTool(name);
  describe(`registries.d is refused as ${name} refuses it`, { skip: skopeo.skip }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'podseal-registries-d-'));
    const registry = new EmptyRegistry();
    after(() => {
      registry.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const errorsIn = (text: string) => {
      writeFileSync(path.join(folder, 'a.yaml'), text);
      return lint('registries.d/a.yaml', text, { podman }).filter(({ severity }) => severity === 'error');
    };

    for (const text of texts) {
      test(JSON.stringify(text), async () => {
        const refusals = errorsIn(text).filter(({ rule }) => rule.id !== 'registries-d/unusable-store');
        const { stderr } = await ask(skopeo, ['--registries.d', folder, 'inspect', '--retry-times', '0', image]);
        assert.equal(refusals.length > 0, /parsing .*a\.yaml/.test(stderr), stderr);
      });
    }

    for (const place of places) {
      test(`an image is pulled with signatures at "${place}"`, async () => {
        const host = await registry.host();
        const errors = errorsIn(`docker: {"${host}": {lookaside: ${JSON.stringify(place)}}}\n`);
        const target = `dir:${path.join(folder, 'image')}`;
        const flags = ['--insecure-policy', '--registries.d', folder];
        const args = [...flags, 'copy', '--src-tls-verify=false', `docker://${host}/a`, target];
        const { status, stderr } = await ask(skopeo, args);
        assert.equal(errors.length > 0, status !== 0, stderr);
      });
    }
  });
}

function answerTo(url: string) {
  const config = '{"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}}';
  const configType = 'application/vnd.oci.image.config.v1+json';
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`;
  const type = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = {
    schemaVersion: 2,
    mediaType: type,
    config: { mediaType: configType, digest, size: config.length },
    layers: [],
  };
  return url.includes('/manifests/') ? { body: JSON.stringify(manifest), type } : { body: config, type: configType };
}
