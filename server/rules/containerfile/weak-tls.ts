import type { Edit, Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Text } from '../../core/text.ts';
import type { ShellOption } from '../../parse/shell/options.ts';
import {
  configFiles,
  configurations,
  insecureValues,
  isOptionList,
  programs,
  variableNames,
} from '../../podman/weakTls.ts';
import { commands } from './_concerns.ts';
import { deleteCommand, deleteOption, deletePair } from './_edits.ts';
import { insecureOptions, insecureSettings, insecureTexts } from './_insecure.ts';
import { deleteAssignment, deleteFromList, insecureAssignments, insecurePairs } from './_insecureVariables.ts';
import { containerfileRule } from './_rule.ts';
import { atBuildAndRun, judgeRuns, type Run } from './_shell.ts';
import { writers, writtenBy, writtenByCopies } from './_writtenFiles.ts';

const leaveOut: Text = { en: 'Leave the old TLS out', ja: '古い TLS の指定を外す' };

type Key = 'option' | 'variable' | 'setting';

export default containerfileRule<Key>({
  id: 'containerfile/weak-tls',
  title: { en: 'Outdated versions of TLS', ja: '古いバージョンの TLS' },
  severity: 'warning',
  impliedBy: ['containerfile/fips-weakened'],
  aliases: ['S4423'],
  references: [
    { title: 'RFC 8996: Deprecating TLS 1.0 and TLS 1.1', url: 'https://www.rfc-editor.org/rfc/rfc8996' },
    {
      title: 'OpenSSL: security levels',
      url: 'https://docs.openssl.org/master/man3/SSL_CTX_set_security_level/',
    },
    { title: 'CWE-327', url: 'https://cwe.mitre.org/data/definitions/327.html' },
  ],
  why: {
    en: 'SSL 3, TLS 1.0 and TLS 1.1 and the short keys of their time no longer protect: somebody on the way may read or change what is sent.',
    ja: 'SSL 3、TLS 1.0、TLS 1.1 や当時の短い鍵では、もはや通信を保護できません。経路上の第三者に読み取られたり、改ざんされたりするおそれがあります。',
  },
  remedy: {
    en: 'Leave it out: programs agree on TLS 1.2 or 1.3 by themselves. A server that knows nothing newer needs an update.',
    ja: '取り除いてください。プログラムは自動的に TLS 1.2 か 1.3 を使います。それより古いものしか使えないサーバーは更新が必要です。',
  },
  messages: {
    option: {
      en: 'With {option}, {tool} takes TLS that is no longer safe.',
      ja: '{option} を指定すると、{tool} は安全でなくなった TLS を受け入れます。',
    },
    variable: {
      en: '{name} with this value allows TLS that is no longer safe.',
      ja: '{name} がこの値だと、安全でなくなった TLS が許可されます。',
    },
    setting: {
      en: 'The setting allows TLS that is no longer safe.',
      ja: 'この設定は、安全でなくなった TLS を許可します。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nRUN curl -fsSL «--tlsv1.0» https://b.org -o c && wget -q «--secure-protocol=TLSv1» https://b.org\n',
        fixed: 'FROM a\nRUN curl -fsSL https://b.org -o c && wget -q https://b.org\n',
      },
      {
        text: 'FROM a\r\nonbuild run ["curl", «"-3"», «"--tls-max", "1.1"», "https://b.org"]\r\n',
        fixed: 'FROM a\r\nonbuild run ["curl", "https://b.org"]\r\n',
      },
      {
        text: 'FROM a\nRUN <<EOF\ncurl -«1»sLf https://b.org -o c\nwget2 «--secure-protocol tlsv1_1» \\\n  https://b.org\nEOF\n',
        fixed: 'FROM a\nRUN <<EOF\ncurl -sLf https://b.org -o c\nwget2 \\\n  https://b.org\nEOF\n',
      },
      {
        text: 'FROM a\nRUN sh -c "openssl s_client «-tls1_1» -connect b:443" && curl «--ciphers DEFAULT@SECLEVEL=1» https://b.org -o c\n',
        fixed: 'FROM a\nRUN sh -c "openssl s_client -connect b:443" && curl https://b.org -o c\n',
      },
      {
        text: 'FROM a\nENV A=1 «NODE_OPTIONS="--max-old-space-size=1 --tls-min-v1.0"»\nCMD ["node", «"--tls-min-v1.1"», "b.js"]\n',
        fixed: 'FROM a\nENV A=1 NODE_OPTIONS="--max-old-space-size=1"\nCMD ["node", "b.js"]\n',
      },
      {
        text: 'FROM a\nENV «MAVEN_OPTS=-Dhttps.protocols=TLSv1,TLSv1.1,TLSv1.2»\nRUN mvn «-Dhttps.protocols=TLSv1» package\n',
        fixed: 'FROM a\nRUN mvn package\n',
      },
      {
        text: 'FROM a\nRUN git config --global «http.sslVersion tlsv1» && true\nRUN «GIT_SSL_VERSION=sslv3» git clone https://b.org\n',
        fixed: 'FROM a\nRUN true\nRUN git clone https://b.org\n',
      },
      {
        text: "FROM a\nRUN sed -i «'s/DEFAULT@SECLEVEL=2/DEFAULT@SECLEVEL=1/'» /etc/ssl/openssl.cnf \\\n # old server\n && sed -i -e «'s/TLSv1.2/TLSv1.0/g'» /etc/ssl/openssl.cnf\n",
      },
      {
        text: 'FROM a\nRUN update-crypto-policies «--set LEGACY»\nRUN update-crypto-policies «--set=DEFAULT:SHA1» && true\n',
      },
      {
        text: 'FROM a\nCOPY <<EOF /etc/ssl/openssl.cnf\n[system_default_sect]\n«MinProtocol = TLSv1»\nEOF\nRUN echo "«ssl_protocols TLSv1 TLSv1.2»;" > /etc/nginx/conf.d/tls.conf\n',
      },
    ],
    good: [
      {
        text: "FROM a\nRUN curl --proto '=https' --tlsv1.2 -sSf https://b.org -o c && curl --tls-max 1.2 -o -1 https://b.org && wget --secure-protocol=TLSv1_2 https://b.org\n",
      },
      { text: "FROM a\nRUN echo 'curl --tlsv1.0' && grep --sslv3 b # curl --sslv3\n" },
      {
        text: "FROM a\nRUN openssl s_client -no_tls1 -tls1_2 -connect b:443 && sed -i 's/SECLEVEL=1/SECLEVEL=2/' /etc/ssl/openssl.cnf && sed -i s/TLSv1/b/ c.txt\n",
      },
      {
        text: 'FROM a\nARG O\nENV NODE_OPTIONS="--tls-min-v1.2 $O" MAVEN_OPTS=-Dhttps.protocols=TLSv1.2,TLSv1.3\nCMD ["node", "b.js", "--tls-min-v1.0"]\n',
      },
      {
        text: 'FROM a\nRUN update-crypto-policies --set DEFAULT && update-crypto-policies --set FUTURE && update-crypto-policies --show\n',
      },
      { text: 'FROM a\nRUN update-crypto-policies --set LEGACY\n', settings: { fips: true } },
      {
        text: 'FROM a\nCOPY <<EOF /etc/ssl/openssl.cnf\n# MinProtocol = TLSv1\n# DEFAULT@SECLEVEL=0\nMinProtocol = TLSv1.2\nCipherString = DEFAULT@SECLEVEL=2\nEOF\nCOPY <<EOF /etc/nginx/conf.d/tls.conf\nssl_protocols TLSv1.2 TLSv1.3;\nEOF\n',
      },
    ],
  },
  concerns: commands,
  *check(file) {
    for (const { at, pair, instruction, outer } of insecurePairs(file, insecureValues)) {
      const shorter = pair.valueSpan && shortened(file.text, pair.name, pair.valueSpan);
      yield variable(at, pair.name, shorter ?? deletePair(file.text, instruction, outer, pair));
    }
    yield* judgeRuns(file, atBuildAndRun, tools, judge);
    for (const written of writtenByCopies(file)) {
      for (const { at } of insecureTexts(written, configFiles)) yield { at, message: 'setting' };
    }
  },
});

const tools: readonly string[] = [
  ...programs.flatMap(program => program.tools),
  ...configurations.flatMap(configuration => configuration.tools),
  ...variableNames.map(name => `${name}=`),
  ...writers,
];

function* judge(run: Run): Generator<Report<Key>> {
  const { text, instruction, outer } = run;
  for (const command of run.commands) {
    for (const { span, name, value } of insecureAssignments(command, insecureValues)) {
      const assignment = { span, name, value, lasting: false };
      yield variable(span, name, shortened(text, name, value.span) ?? deleteAssignment(run, command, assignment));
    }
    for (const option of insecureOptions(command, programs)) yield optionAtFault(run, command.tool, option);
    for (const { at } of insecureSettings(command, configurations))
      yield { at, message: 'setting', fixes: fixed(deleteCommand(text, instruction, outer, command)) };
    for (const written of writtenBy(command, text)) {
      for (const { at } of insecureTexts(written, configFiles)) yield { at, message: 'setting' };
    }
  }
}

/** A server that knows nothing newer is out of reach then. */
const fixed = (edit: Edit | undefined): Fix[] =>
  edit ? [{ title: { text: leaveOut }, edits: [edit], safe: false }] : [];

const shortened = (text: string, name: string, value: Span): Edit | undefined =>
  isOptionList(name) ? deleteFromList(text, value, insecureValues(name)) : undefined;

const variable = (at: Span, name: string, edit: Edit | undefined): Report<'variable'> => ({
  at,
  message: 'variable',
  params: { name },
  fixes: fixed(edit),
});

/** Many instructions of vendors say `curl -1` and mean no more than TLS. */
const anyTls = /^(?:-1|--tlsv1)$/;

function optionAtFault({ text, instruction }: Run, tool: string, option: ShellOption): Report<'option'> {
  const { name, value, at } = option;
  // What would be left of this command sets nothing.
  const edit = tool === 'update-crypto-policies' ? undefined : deleteOption(text, instruction, option);
  const params = { tool, option: value === undefined ? name : `${name} ${value}` };
  const report = { at, message: 'option' as const, params, fixes: fixed(edit), subject: option.words.at(-1)?.span };
  return anyTls.test(name) ? { ...report, severity: 'info' } : report;
}
