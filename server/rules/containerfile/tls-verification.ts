import type { Edit, Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Pair } from '../../parse/containerfile/model.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { configFiles, insecureValues, optionLists } from '../../podman/tlsSettings.ts';
import { commands } from './_concerns.ts';
import { deleteCommand, deleteOption, deletePair } from './_edits.ts';
import { insecureTexts } from './_insecure.ts';
import { deleteAssignment, deleteFromList, insecurePairs } from './_insecureVariables.ts';
import { containerfileRule } from './_rule.ts';
import { atBuildAndRun, judgeRuns, type Run } from './_shell.ts';
import { type Insecurity, insecuritiesOf, tlsTools } from './_shellTls.ts';
import { writtenByCopies } from './_writtenFiles.ts';

const verifyAgain: Text = { en: 'Verify certificates again', ja: '証明書の検証を有効に戻す' };

export default containerfileRule({
  id: 'containerfile/tls-verification',
  title: { en: 'TLS certificates are not verified', ja: 'TLS 証明書の検証の無効化' },
  severity: 'error',
  aliases: [
    ...['CKV2_DOCKER_2', 'CKV2_DOCKER_3', 'CKV2_DOCKER_4', 'CKV2_DOCKER_5', 'CKV2_DOCKER_6', 'CKV2_DOCKER_12'],
    ...['CKV2_DOCKER_13', 'CKV2_DOCKER_14', 'CKV2_DOCKER_15', 'CKV2_DOCKER_16'],
  ],
  references: [
    { title: 'curl(1): --insecure', url: 'https://curl.se/docs/manpage.html#-k' },
    { title: 'CWE-295', url: 'https://cwe.mitre.org/data/definitions/295.html' },
  ],
  why: {
    en: 'Without it anybody on the way can answer in the server’s place and put what they like into the image.',
    ja: '検証しないと、通信経路上の誰もがサーバーになりすまし、任意の内容をイメージに混入できます。',
  },
  remedy: {
    en: 'Leave the verification on; where the server has a private certificate authority, add its certificate to the image’s trust store.',
    ja: '検証は有効のままにしてください。プライベート認証局を使うサーバーの場合は、その証明書をイメージの信頼ストアに追加してください。',
  },
  messages: {
    option: {
      en: '{tool} does not verify the server’s certificate with {option}.',
      ja: '{option} を指定すると、{tool} はサーバーの証明書を検証しません。',
    },
    variable: {
      en: '{name} with this value turns the verification of certificates off.',
      ja: '{name} がこの値だと、証明書の検証が無効になります。',
    },
    setting: {
      en: 'The setting turns the verification of certificates off.',
      ja: 'この設定は、証明書の検証を無効にします。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN curl -fsSL«k» https://b -o c\n', fixed: 'FROM a\nRUN curl -fsSL https://b -o c\n' },
      {
        text: 'FROM a\nRUN curl \\\n    «-k» \\\n    https://b \\\n    «--insecure»\n',
        fixed: 'FROM a\nRUN curl \\\n    https://b\n',
      },
      { text: 'FROM a\nRUN ["curl", «"-k"», "https://b"]\n', fixed: 'FROM a\nRUN ["curl", "https://b"]\n' },
      { text: 'FROM a\nRUN ["curl", «"-fsk"», "https://b"]\n', fixed: 'FROM a\nRUN ["curl", "-fs", "https://b"]\n' },
      {
        text: 'FROM a\nRUN true && sh -c "wget «--no-check-certificate» https://b"\n',
        fixed: 'FROM a\nRUN true && sh -c "wget https://b"\n',
      },
      {
        text: 'FROM a\nARG F=-k\nENV WGET="wget -q --no-check-certificate"\nRUN curl «$F» https://b -o c && «$WGET» https://b\n',
      },
      { text: 'FROM a\nRUN F="-sS --insecure"; if a; then curl «$F» https://b -o c; fi\n' },
      { text: 'FROM a\nENV F=-sSk\nCMD ["sh", "-c", "curl «${F}» https://b -o c"]\n' },
      {
        text: 'FROM a\nRUN printf "set -e\\ncurl «-k» https://b -o c" | sh\n',
        fixed: 'FROM a\nRUN printf "set -e\\ncurl https://b -o c" | sh\n',
      },
      {
        text: 'FROM a\nRUN pip install «--trusted-host b.org» c «--trusted-host=d.org»\n',
        fixed: 'FROM a\nRUN pip install c\n',
      },
      {
        text: 'FROM a\nRUN python3 -m pip install «--trusted-host b.org» c\n',
        fixed: 'FROM a\nRUN python3 -m pip install c\n',
      },
      {
        text: 'FROM a\nRUN wget -q «--no-check-cert» https://b && wget2 «--check-certificate=off» https://c\n',
        fixed: 'FROM a\nRUN wget -q https://b && wget2 https://c\n',
      },
      {
        text: 'FROM a\nRUN git «-c http.sslVerify=false» clone https://b\n',
        fixed: 'FROM a\nRUN git clone https://b\n',
      },
      {
        text: 'FROM a\nRUN set -eux; «NODE_TLS_REJECT_UNAUTHORIZED=0» npm ci\n',
        fixed: 'FROM a\nRUN set -eux; npm ci\n',
      },
      {
        text: 'FROM a\nRUN export «PIP_TRUSTED_HOST=b.org» && pip install c\n',
        fixed: 'FROM a\nRUN pip install c\n',
      },
      {
        text: 'FROM a\nENV A=1 «NODE_TLS_REJECT_UNAUTHORIZED=0» B=2\nENV «PYTHONHTTPSVERIFY 0»\n',
        fixed: 'FROM a\nENV A=1 B=2\n',
      },
      {
        text: 'FROM a\nENV «MAVEN_OPTS="-Xmx1g -Dmaven.wagon.http.ssl.insecure=true -Xss1m"»\n',
        fixed: 'FROM a\nENV MAVEN_OPTS="-Xmx1g -Xss1m"\n',
      },
      { text: 'FROM a\nENV A=1 «GOFLAGS=-insecure»\n', fixed: 'FROM a\nENV A=1\n' },
      {
        text: 'FROM a\nRUN «MAVEN_OPTS="-Dmaven.wagon.http.ssl.insecure=true -Xss1m"» mvn package\n',
        fixed: 'FROM a\nRUN MAVEN_OPTS="-Xss1m" mvn package\n',
      },
      { text: 'FROM a\nARG «GIT_SSL_NO_VERIFY=true»\n', fixed: 'FROM a\n' },
      {
        text: 'FROM a\nRUN npm config set «strict-ssl false» && npm ci\n',
        fixed: 'FROM a\nRUN npm ci\n',
      },
      { text: 'FROM a\nRUN true \\\n && npm config set «strict-ssl=false»\n', fixed: 'FROM a\nRUN true\n' },
      {
        text: 'FROM a\nRUN npm config set «strict-ssl false» && \\\n    # why\n    npm ci\n',
        fixed: 'FROM a\nRUN \\\n    # why\n    npm ci\n',
      },
      { text: 'FROM a\nRUN if b; then git config --global «http.sslVerify false»; fi\n' },
      { text: 'FROM a\nRUN echo «insecure» >> ~/.curlrc\n' },
      { text: 'FROM a\nRUN cat > ~/.curlrc <<EOF\nsilent\n  «insecure»\nEOF\n' },
      {
        text: 'FROM a\nRUN git -C /b config «http.sslVerify "false"» && go env -w «GOFLAGS=-insecure» && go build\n',
        fixed: 'FROM a\nRUN go build\n',
      },
      { text: "FROM a\nRUN printf '[http]\\n«sslVerify = false»\\n' > ~/.gitconfig\n" },
      { text: 'FROM a\nRUN printf "[global]\\n%s\\n" "«trusted-host = b.org»" | sudo tee -a /etc/pip.conf\n' },
      { text: 'FROM a\nRUN sed -i «"s/^sslverify=1/sslverify=0/"» /etc/yum.conf\n' },
      { text: 'FROM a\nCOPY <<-"EOF" /root/.wgetrc\n\t«check_certificate = off»\nEOF\n' },
      {
        text: 'FROM a\nUSER 1001\nRUN pip3.12 install «--trusted-host b.org» c\n',
        fixed: 'FROM a\nUSER 1001\nRUN pip3.12 install c\n',
      },
      {
        text: 'FROM a\nRUN apt-get «-o Acquire::https::Verify-Peer=false» update\n',
        fixed: 'FROM a\nRUN apt-get update\n',
      },
      { text: 'FROM a\nRUN dnf install b «--setopt=*.sslverify=0»\n', fixed: 'FROM a\nRUN dnf install b\n' },
      { text: 'FROM a\nRUN <<EOF\ncurl «-k» https://b\nEOF\n', fixed: 'FROM a\nRUN <<EOF\ncurl https://b\nEOF\n' },
      {
        text: 'FROM a\nONBUILD RUN skopeo copy «--src-tls-verify=false» b c\n',
        fixed: 'FROM a\nONBUILD RUN skopeo copy b c\n',
      },
      {
        text: 'FROM a\nRUN cf api https://b.org «--skip-ssl-validation» && jf rt dl «--insecure-tls» c d && argocd login b.org «--insecure»\n',
        fixed: 'FROM a\nRUN cf api https://b.org && jf rt dl c d && argocd login b.org\n',
      },
      {
        text: 'FROM a\nRUN skopeo copy «--src-tls-verify=false» docker://b.org/c dir:d; aria2c -q «--check-certificate=false» https://b.org\n',
        fixed: 'FROM a\nRUN skopeo copy docker://b.org/c dir:d; aria2c -q https://b.org\n',
      },
      {
        text: 'FROM a\nENV A=b «CONSUL_HTTP_SSL_VERIFY=false» «CLOUDSDK_AUTH_DISABLE_SSL_VALIDATION=true»\nRUN «NOMAD_SKIP_VERIFY=1» nomad status && nomad job run «-tls-skip-verify» c\n',
        fixed: 'FROM a\nENV A=b\nRUN nomad status && nomad job run c\n',
      },
      {
        text: "FROM a\nRUN lftp -c «'set ssl:verify-certificate no; open https://b.org'» && echo '«set ssl:verify-certificate no»' >> ~/.lftprc\n",
      },
      {
        text: 'FROM a\nRUN ./mvnw «-Daether.connector.https.securityMode=insecure» package; ansible-galaxy install «-c» -r b.yml\n',
        fixed: 'FROM a\nRUN ./mvnw package; ansible-galaxy install -r b.yml\n',
      },
      {
        text: "FROM a\nRUN echo 'curl «-k» b.org' > /x.sh\n# why\nRUN echo 'wget «--no-check-certificate» b.org' >> /x.sh\nRUN bash -e /x.sh\nRUN sh /x.sh\n",
        fixed:
          "FROM a\nRUN echo 'curl b.org' > /x.sh\n# why\nRUN echo 'wget b.org' >> /x.sh\nRUN bash -e /x.sh\nRUN sh /x.sh\n",
      },
      {
        text: 'FROM a AS b\r\nWORKDIR /b\r\nCOPY <<EOF x.sh\r\ncurl «-k» $URL \\\r\n  -O\r\nEOF\r\nFROM b\r\nRUN ./x.sh\r\n',
        fixed:
          'FROM a AS b\r\nWORKDIR /b\r\nCOPY <<EOF x.sh\r\ncurl $URL \\\r\n  -O\r\nEOF\r\nFROM b\r\nRUN ./x.sh\r\n',
      },
      {
        text: 'FROM a\nCOPY <<start <<stop /usr/bin/\ncurl «-k» b.org\nstart\ncurl -k b.org\nstop\nCMD ["tini", "--", "start"]\n',
        fixed:
          'FROM a\nCOPY <<start <<stop /usr/bin/\ncurl b.org\nstart\ncurl -k b.org\nstop\nCMD ["tini", "--", "start"]\n',
      },
    ],
    good: [
      {
        text: "FROM a\nRUN echo 'curl -k b.org' > /x.sh\nRUN echo true > /x.sh\nRUN sh /x.sh\nFROM a\nRUN sh /x.sh\n",
      },
      { text: 'FROM a\nCOPY <<EOF /x.sh\ncurl -k b.org\nEOF\nRUN cat /x.sh && sh /y/x.sh\n' },
      { text: "FROM a\nRUN lftp -c 'set ssl:verify-certificate yes; open https://b.org'\n" },
      {
        text: 'FROM a\nENV CONSUL_HTTP_SSL_VERIFY=true NOMAD_SKIP_VERIFY=false\nRUN aria2c --check-certificate https://b.org && argocd login b.org --insecure=false && skopeo copy --src-tls-verify docker://b.org/c dir:d\n',
      },
      {
        text: 'ARG F=-k\nFROM a\nARG G=-k\nRUN curl $F https://b -o c && G=-s && curl $G https://b -o d\nCMD curl $G https://b\n',
      },
      {
        text: 'FROM a\nENV F=-k\nRUN F=-k; F=-s; [ a ] && G=-k; curl $F $G https://b; echo -- $F; curl -o $F https://b\nRUN ["curl", "$F"]\n',
      },
      { text: "FROM a\nRUN echo 'curl -k' | sh c && grep -k b # curl -k\n" },
      { text: 'FROM a\nRUN curl -o k -H "-k" -XPOST --data -k https://b | tar -k\n' },
      { text: 'FROM a\nRUN curl --connect-timeout 5 -Lo kube https://b && kubectl -kubeconfig\n' },
      { text: 'FROM a\nRUN wget --no-cache --check-certificate=on https://b && echo "--no-check-certificate"\n' },
      { text: 'FROM a\nENV NODE_TLS_REJECT_UNAUTHORIZED=1 PYTHONHTTPSVERIFY=1 PIP_TRUSTED_HOST=\n' },
      {
        text: 'FROM a\nARG NODE_TLS_REJECT_UNAUTHORIZED\nENV NODE_TLS_REJECT_UNAUTHORIZED=$NODE_TLS_REJECT_UNAUTHORIZED\n',
      },
      { text: 'FROM a\nRUN cat > ~/.curlrc <<EOF\n# insecure\nsilent\nEOF\n' },
      { text: 'FROM a\nRUN sed -i "s/sslverify=0/sslverify=1/" /etc/yum.conf && cat ~/.curlrc\n' },
      { text: 'FROM a\nENV CARGO_HTTP_CHECK_REVOKE=false GONOSUMDB=*\n' },
      { text: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN curl -k https://b -o c\n' },
      { text: 'FROM mcr.microsoft.com/dotnet/framework/sdk:4.8\nRUN curl -k https://b -o c\n' },
      { text: 'FROM mcr.microsoft.com/a/windows:10\nRUN curl -k https://b -o c\n' },
      { text: 'FROM a\n# hadolint shell=powershell\nRUN curl -k https://b -o c\n' },
      { text: 'FROM a\nRUN npm config set strict-ssl true && skopeo copy --src-tls-verify=true b c\n' },
      { text: 'FROM a\nHEALTHCHECK CMD curl -kf https://localhost:8443/health\n' },
    ],
  },
  concerns: commands,
  *check(file) {
    yield* pairsAtFault(file);
    yield* judgeRuns(file, atBuildAndRun, tlsTools, judge);
    for (const written of writtenByCopies(file)) {
      for (const { at } of insecureTexts(written, configFiles)) yield { at, message: 'setting' as const };
    }
  },
});

function* judge(run: Run): Generator<Report<'option' | 'variable' | 'setting'>> {
  for (const command of run.commands) {
    for (const found of insecuritiesOf(command, run.text)) {
      const fix = repair(run, command, found);
      yield { at: found.at, ...said(found, command), fixes: fix ? [fix] : [] };
    }
  }
}

function* pairsAtFault(file: Containerfile) {
  for (const { at, pair, instruction, outer } of insecurePairs(file, insecureValues)) {
    const edits = [verifyingPair(file.text, instruction, outer, pair)];
    const fixes = [{ title: { text: verifyAgain }, edits, safe: true }];
    yield { at, message: 'variable' as const, params: { name: pair.name }, fixes };
  }
}

const verifyingPair = (text: string, instruction: Instruction, outer: Instruction, pair: Pair): Edit =>
  (pair.valueSpan && shortened(text, pair.name, pair.valueSpan)) ?? deletePair(text, instruction, outer, pair);

const shortened = (text: string, name: string, value: Span): Edit | undefined =>
  optionLists.has(name) ? deleteFromList(text, value, insecureValues(name)) : undefined;

function said(found: Insecurity, { tool }: ShellCommand) {
  if (found.by === 'variable') return { message: 'variable' as const, params: { name: found.assignment.name } };
  if (found.by !== 'option') return { message: 'setting' as const };
  const { name, value, words } = found.option;
  const between = words.length > 1 ? ' ' : name.startsWith('--') || /^-\w{2}/.test(name) ? '=' : '';
  return { message: 'option' as const, params: { tool, option: value === undefined ? name : name + between + value } };
}

function repair(run: Run, command: ShellCommand, found: Insecurity): Fix | undefined {
  const { text, instruction, outer } = run;
  const title = { text: verifyAgain };
  if (found.by === 'option') {
    const edit = deleteOption(text, instruction, found.option);
    return edit && { title, edits: [edit], safe: true };
  }
  if (found.by === 'variable') {
    const { assignment } = found;
    const shorter = shortened(text, assignment.name, assignment.value.span);
    const edit = shorter ?? deleteAssignment(run, command, assignment);
    return edit && { title, edits: [edit], safe: true };
  }
  const edit = found.by === 'setting' ? deleteCommand(text, instruction, outer, command) : undefined;
  return edit && { title, edits: [edit], safe: false };
}
