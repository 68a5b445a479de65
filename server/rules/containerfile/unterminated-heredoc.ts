import { inRange } from '../../core/podmanVersion.ts';
import { spacedHeredocs } from '../../podman/buildFeatures.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule<'open' | 'mistaken'>({
  id: 'containerfile/unterminated-heredoc',
  title: { en: 'Heredoc without an end', ja: '終わりのないヒアドキュメント' },
  severity: 'error',
  // Older ones know no heredocs, which is a finding of its own.
  podman: '>=4.8',
  references: [
    {
      title: 'Dockerfile reference: here-documents',
      url: 'https://docs.docker.com/reference/dockerfile/#here-documents',
    },
  ],
  why: {
    en: 'All lines to the end of the file belong to the heredoc, and Podman refuses the file.',
    ja: 'ファイルの終わりまでがヒアドキュメントになり、Podman はこのファイルを拒否します。',
  },
  remedy: {
    en: 'Put the word on a line of its own, without blanks before or behind it (only <<- lets tabs stand before it).',
    ja: '終わりの語を、前後に空白のない独立した行に書いてください(<<- のときに限り、前にタブを置けます)。',
  },
  messages: {
    open: {
      en: 'No line says {word} alone, which ends this heredoc.',
      ja: 'このヒアドキュメントを終える {word} だけの行がありません。',
    },
    mistaken: {
      en: 'Podman takes this for the start of a heredoc. Write the operator without blanks ($((1<<3))), or put the command into a script.',
      ja: 'Podman はこれをヒアドキュメントの始まりと見なします。演算子の前後の空白をなくす($((1<<3)))か、コマンドをスクリプトに移してください。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nUSER 1\nRUN «<<EOF»\nmake\n' },
      { text: 'FROM quay.io/a/b:1\nUSER 1\nCOPY «<<"EOF"» /etc/motd\nhello\n  EOF\nEOF \n' },
      { text: 'FROM quay.io/a/b:1\r\nUSER 1\r\nRUN a <<A && b «<<-B»\r\nA\r\n  B\r\n' },
      { text: 'FROM quay.io/a/b:1\nRUN echo $((1 «<<3))»\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN (cat «<<EOF)»\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN echo $(( 1 «<< 3» ))\nUSER 1\n' },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\nmake\nEOF\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN cat <<-EOF > /x\n\ta\n\tEOF\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\r\nCOPY <<A <<B /x/\r\n1\r\nA\r\n2\r\nB\r\nUSER 1\r\n' },
      { text: 'FROM quay.io/a/b:1\nRUN echo $((1<<3)) && cat <<<EOF\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nUSER 1\nCMD cat <<EOF\n' },
      { text: 'FROM quay.io/a/b:1\nRUN echo $(( 1 << 3 ))\nUSER 1\n', settings: { podman: '5.4' } },
      { text: 'FROM quay.io/a/b:1\nUSER 1\nRUN <<EOF\n', settings: { podman: '4.3' } },
    ],
  },
  *check(file, { settings }) {
    const readsSpaced = inRange(settings.podman, `>=${spacedHeredocs.since}`);
    for (const { kind, span } of file.problems) {
      const written = file.text.slice(span.start, span.end);
      if (/<<-?\s/.test(written) && !readsSpaced) continue;
      const word = written.replace(/^\d*<<-?\s*/, '').replace(/["']/g, '');
      if (kind === 'unterminated-heredoc') yield { at: span, message: 'open', params: { word } };
      if (kind === 'mistaken-heredoc') yield { at: span, message: 'mistaken' };
    }
  },
});
