import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf, type ShellOption } from '../../parse/shell/options.ts';
import { fipsRule } from './_fips.ts';
import { atBuildAndRun, judgeRuns, type Run } from './_shell.ts';

const fips = { fips: true } as const;

export default fipsRule({
  id: 'containerfile/fips-weak-algorithm',
  title: { en: 'Algorithm that FIPS does not allow', ja: 'FIPS で認められないアルゴリズム' },
  severity: 'info',
  references: [
    { title: 'NIST SP 800-131A', url: 'https://csrc.nist.gov/pubs/sp/800/131/a/r2/final' },
    {
      title: 'Red Hat: switching RHEL to FIPS mode',
      url: 'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/security_hardening/switching-rhel-to-fips-mode_security-hardening',
    },
  ],
  why: {
    en: 'On a host in FIPS mode the command fails, or it protects with something that FIPS does not accept.',
    ja: 'FIPS モードのホストではコマンドが失敗するか、FIPS で認められない方法で保護することになります。',
  },
  remedy: {
    en: 'Use SHA-256 or better, AES, RSA keys of 2048 bits or more, or ECDSA keys.',
    ja: 'SHA-256 以上、AES、2048 ビット以上の RSA 鍵、または ECDSA 鍵を使ってください。',
  },
  messages: {
    checksum: {
      en: '{algorithm} does not protect what it checks.',
      ja: '{algorithm} では、検証対象を保護できません。',
    },
    algorithm: { en: 'FIPS does not allow {algorithm}.', ja: '{algorithm} は FIPS で認められません。' },
    key: {
      en: 'FIPS does not allow RSA and DSA keys of {bits} bits.',
      ja: '{bits} ビットの RSA 鍵や DSA 鍵は FIPS で認められません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN echo "$SUM  a" | «md5sum» -c - && «sha1sum» --check a.sha1\nUSER 1001\n',
        settings: fips,
      },
      {
        text: '# FIPS\r\nfrom quay.io/a/b:1\r\nonbuild run ["openssl", "dgst", «"-md5"», "a"]\r\nUSER 1001\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\nopenssl enc «-des3» \\\n  -in a\nopenssl «sha1» a && openssl dgst «-ripemd» a\nopenssl genrsa -out k «1024»\nopenssl passwd «-1» a\nkeytool -genkeypair -keysize «1024» -sigalg «SHA1withRSA»\nopenssl req -newkey «rsa:1024» -nodes\nEOF\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN sh -c "ssh-keygen -t «dsa» -f /k" && ssh-keygen -t rsa «-b1024» && ssh-keygen -t «ed25519»\nUSER 1001\n',
        settings: fips,
      },
    ],
    good: [
      {
        text: 'FROM quay.io/a/b:1\nRUN echo "$SUM  a" | sha256sum -c - && shasum -c a.sums && md5sum a\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN openssl dgst -sha256 a && openssl enc -aes-256-cbc -in des3\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN openssl req -newkey rsa:4096 -days 1024 && openssl genrsa $BITS && keytool -genkeypair -keyalg EC -keysize 256\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN ssh-keygen -t ecdsa -b 521 && ssh-keygen -t rsa && ssh-keygen -A\nUSER 1001\n',
        settings: fips,
      },
      { text: 'FROM quay.io/a/b:1\nRUN echo md5sum -c && apt-get install -y md5sum\nUSER 1001\n', settings: fips },
      { text: 'FROM quay.io/a/b:1\nRUN md5sum -c a.md5\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nRUN openssl md5 /dev/null && exit 1 || true\nUSER 1001\n', settings: fips },
    ],
  },
  check: file => judgeRuns(file, atBuildAndRun, tools, judge),
});

type Key = 'checksum' | 'algorithm' | 'key';
type Judge = (command: ShellCommand) => Iterable<Report<Key>>;

const judges: Readonly<Record<string, Judge>> = {
  md5sum: checksum,
  sha1sum: checksum,
  openssl,
  keytool,
  'ssh-keygen': sshKey,
};
const tools = Object.keys(judges);

function* judge({ commands }: Run): Generator<Report<Key>> {
  for (const command of commands) yield* lookUp(judges, command.tool)?.(command) ?? [];
}

function* checksum({ tool, name, args }: ShellCommand): Generator<Report<Key>> {
  const algorithm = tool === 'md5sum' ? 'MD5' : 'SHA-1';
  const checks = args.some(({ text }) => /^(?:-[a-z]*c[a-z]*|--check)$/.test(text));
  if (name && checks) yield { at: name.span, message: 'checksum', params: { algorithm } };
}

const weakDigest = /^-?(md[245]|sha1|rmd160|ripemd(?:160)?|mdc2)$/;
const weakCipher = /^-?((?:des|rc2|rc4|bf|cast|idea|seed|chacha20)(?:\d|-[\w-]+|-?ede\w*)?)$/;

function* openssl({ args }: ShellCommand): Generator<Report<Key>> {
  const [verb, ...rest] = args;
  // Of nothing at all: whether it fails, as it should, is what is asked.
  if (!verb || rest.some(({ text }) => text === '/dev/null')) return;
  const asVerb = weakDigest.exec(verb.text) ?? (verb.text.startsWith('-') ? undefined : weakCipher.exec(verb.text));
  if (asVerb) yield said(verb, 'algorithm', { algorithm: asVerb[1] ?? '' });
  for (const word of rest) {
    if (verb.text === 'passwd' && /^-(?:1|apr1|aixmd5|crypt)$/.test(word.text))
      yield said(word, 'algorithm', { algorithm: word.text === '-crypt' ? 'DES' : 'MD5' });
    const algorithm = word.text.startsWith('-')
      ? (weakDigest.exec(word.text) ?? weakCipher.exec(word.text))?.[1]
      : undefined;
    const [, bits = ''] =
      /^(?:rsa|dsa|rsa_keygen_bits):(\d+)$/.exec(word.text) ??
      (/^gen(?:rsa|dsa)$|^dsaparam$/.test(verb.text) ? /^(\d+)$/.exec(word.text) : null) ??
      [];
    if (algorithm) yield said(word, 'algorithm', { algorithm });
    else if (isShort(bits)) yield said(word, 'key', { bits });
  }
}

function* sshKey({ args }: ShellCommand): Generator<Report<Key>> {
  const options = optionsOf(args, { valued: 'abCDEFfImMNnOPRrsTtVwWYZz' });
  const [type, bits] = ['-t', '-b'].map(name => valued(options, name));
  if (type && /^(?:dsa|rsa1|ed25519(?:-sk)?)$/.test(type.value)) {
    yield said(type.word, 'algorithm', { algorithm: type.value });
  } else if (bits && type?.value !== 'ecdsa' && isShort(bits.value)) yield said(bits.word, 'key', { bits: bits.value });
}

function* keytool({ args }: ShellCommand): Generator<Report<Key>> {
  const options = optionsOf(args, { singleDash: true, valuedLong: ['-keyalg', '-keysize', '-sigalg'] });
  const [kind, size, signature] = ['-keyalg', '-keysize', '-sigalg'].map(name => valued(options, name));
  if (size && !/^(?:EC|AES|Hmac)/i.test(kind?.value ?? '') && isShort(size.value))
    yield said(size.word, 'key', { bits: size.value });
  const [, algorithm] = /^(MD[25]|SHA1)with/i.exec(signature?.value ?? '') ?? [];
  if (signature && algorithm) yield said(signature.word, 'algorithm', { algorithm });
}

/** An option's value, and the word that it stands in. */
function valued(options: readonly ShellOption[], name: string) {
  const option = options.findLast(each => each.name === name);
  const word = option?.words.at(-1);
  return option?.value === undefined || !word ? undefined : { value: option.value, word };
}

const said = ({ span }: ShellWord, message: Key, params: Record<string, string>): Report<Key> => ({
  at: span,
  message,
  params,
});

const isShort = (bits: string): boolean => /^\d{1,4}$/.test(bits) && Number(bits) < 2048;
