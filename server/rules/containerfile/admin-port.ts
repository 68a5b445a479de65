import type { Fix } from '../../core/fix.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { adminPorts, type ExposedPorts, readExposedPorts } from '../../podman/ports.ts';
import { values } from './_concerns.ts';
import { deleteArgument } from './_edits.ts';
import { type ExposeArgument, exposeArguments } from './_ports.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/admin-port',
  title: { en: 'Port of remote administration', ja: 'リモート管理用のポート' },
  severity: 'warning',
  aliases: ['DS-0004', 'DS004', 'CKV_DOCKER_1', 'S6473'],
  references: [
    { title: 'CIS Docker Benchmark 5.7 (no sshd in containers)' },
    { title: 'NIST SP 800-190 4.4.2', url: 'https://doi.org/10.6028/NIST.SP.800-190' },
  ],
  why: {
    en: 'A service that lets people log in is one more way into the container, with keys and passwords of its own; `podman exec` needs none of it.',
    ja: 'ログインを受け付けるサービスは、独自の鍵やパスワードを持つ、コンテナへのもう一つの侵入口です。`podman exec` ならどれも不要です。',
  },
  remedy: {
    en: 'Leave the service out of the image, and use `podman exec` to look inside a container.',
    ja: 'そのサービスをイメージに入れず、コンテナの中を見るときは `podman exec` を使ってください。',
  },
  messages: {
    port: { en: 'Port {port} is {service}.', ja: 'ポート {port} は {service} です。' },
    range: { en: 'Port {port} in this range is {service}.', ja: 'この範囲に含まれるポート {port} は {service} です。' },
  },
  examples: {
    bad: [
      { text: 'FROM a\nEXPOSE 8080 «22»\n', fixed: 'FROM a\nEXPOSE 8080\n' },
      { text: 'FROM a\nexpose «22/TCP»\nUSER 1001\n', fixed: 'FROM a\nUSER 1001\n' },
      { text: 'FROM a\nEXPOSE «20-25» 80\n', fixed: 'FROM a\nEXPOSE 20-21 24-25 80\n' },
      { text: 'FROM a\nEXPOSE «5899-5900/tcp»\n', fixed: 'FROM a\nEXPOSE 5899/tcp\n' },
      {
        text: 'FROM a\r\nEXPOSE 80 \\\r\n    # ssh\r\n    «22» \\\r\n    443\r\n',
        fixed: 'FROM a\r\nEXPOSE 80 \\\r\n    # ssh\r\n    443\r\n',
      },
      { text: 'FROM a\nARG SSH=22\nEXPOSE «$SSH» 80\n', fixed: 'FROM a\nARG SSH=22\nEXPOSE 80\n' },
      { text: 'FROM a\nENV PORTS="80 3389"\nEXPOSE «${PORTS}»\n' },
      { text: 'FROM a\nARG SSH\nEXPOSE «${SSH:-22}/tcp» ${WEB:-80}\n', fixed: 'FROM a\nARG SSH\nEXPOSE ${WEB:-80}\n' },
      { text: 'FROM a AS b\nEXPOSE «"5800"»\nFROM c\nONBUILD EXPOSE «23»\n', fixed: 'FROM a AS b\nFROM c\n' },
    ],
    good: [
      { text: 'FROM a\nEXPOSE 8080 2222 220 1022\n' },
      { text: 'FROM a\nEXPOSE 22/udp 3389/udp\n' },
      { text: 'FROM a\nARG PORT\nEXPOSE $PORT ${PORT:-80}\n' },
      { text: 'FROM a\nEXPOSE 24-30 5901-5910\n' },
      { text: 'FROM a\n# EXPOSE 22\nRUN echo EXPOSE 22\n' },
    ],
  },
  concerns: [...values, 'EXPOSE'],
  *check(file) {
    for (const argument of exposeArguments(file)) {
      for (const value of argument.values) {
        const ports = readExposedPorts(value);
        if (typeof ports === 'string' || ports.protocol !== 'tcp') continue;
        const port = [...adminPorts.keys()].find(each => ports.first <= each && each <= ports.last);
        if (port === undefined) continue;
        const fix = argument.values.length === 1 ? withoutPort(file, argument, ports, port) : undefined;
        yield {
          at: argument.word.span,
          message: ports.first === ports.last ? 'port' : 'range',
          params: { port, service: adminPorts.get(port) ?? '' },
          fixes: fix && [fix],
        };
      }
    }
  },
});

/** EXPOSE opens nothing by itself: without it the image runs as before. */
function withoutPort(
  file: Containerfile,
  { instruction, word, values, literal }: ExposeArgument,
  { first, last }: ExposedPorts,
  port: number,
): Fix | undefined {
  const title = { text: { en: 'Do not expose port {port}', ja: 'ポート {port} を公開しない' }, params: { port } };
  if (first === last) return { title, edits: [deleteArgument(file, instruction, word.span)], safe: false };
  if (!literal) return undefined;
  const protocol = /\/.*$/.exec(values[0] ?? '')?.[0] ?? '';
  const rest: string[] = [];
  let from = first;
  for (const admin of [...adminPorts.keys(), last + 1]) {
    if (admin < from || admin > last + 1) continue;
    if (admin > from) rest.push(admin - 1 > from ? `${from}-${admin - 1}` : `${from}`);
    from = admin + 1;
  }
  return { title, edits: [{ span: word.span, text: rest.map(part => part + protocol).join(' ') }], safe: false };
}
