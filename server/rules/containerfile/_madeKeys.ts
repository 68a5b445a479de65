import { lookUp } from '../../core/lookUp.ts';
import type { Span } from '../../core/span.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf, type ShellOption } from '../../parse/shell/options.ts';

/** A secret key that a command makes. Sources: the programs' own manuals; read 2026-11. */
interface MadeKey {
  /** What says where it goes to, or else that it is made. */
  readonly at: Span;
  /** As it is written, or where the program puts it by itself. */
  readonly path: string;
}

/** The keys that a command makes into files. */
export const keysMadeBy = (command: ShellCommand): readonly MadeKey[] => {
  const key = lookUp(makers, command.tool)?.(command);
  return key ? [key] : [];
};

type Maker = (command: ShellCommand) => MadeKey | undefined;

const makers: Readonly<Record<string, Maker>> = {
  'ssh-keygen': sshKey,
  dropbearkey: command => {
    const options = optionsOf(command.args, { valued: 'tfsC' });
    return options.some(({ name }) => name === '-y') ? undefined : valued(options, '-f');
  },
  openssl: opensslKey,
  keytool: ({ args }) => {
    const options = optionsOf(args, { singleDash: true, valuedLong: ['-keystore'] });
    const made = options.find(({ name }) => /^-gen(?:key|keypair|seckey)$/.test(name));
    return made && (valued(options, '-keystore') ?? { at: made.at, path: '~/.keystore' });
  },
  certtool: command => {
    const options = optionsOf(command.args, { valuedLong: ['--outfile'] });
    return options.some(({ name }) => name === '--generate-privkey' || name === '-p')
      ? (valued(options, '--outfile') ?? printed(command))
      : undefined;
  },
  wg: command => (/^gen(?:key|psk)$/.test(command.args[0]?.text ?? '') ? printed(command) : undefined),
  'make-ssl-cert': ({ args }) => given(args[0], 'generate-default-snakeoil', '/etc/ssl/private/ssl-cert-snakeoil.key'),
  // Laravel's, which it encrypts and signs cookies with.
  php: ({ args }) =>
    args[0]?.text.endsWith('artisan') && !args.some(({ text }) => text === '--show')
      ? given(args[1], 'key:generate', '.env')
      : undefined,
};

/** The programs that make keys. */
export const keyMakers: readonly string[] = Object.keys(makers);

const given = (word: ShellWord | undefined, text: string, path: string): MadeKey | undefined =>
  word?.text === text ? { at: word.span, path } : undefined;

/** What it does instead of making a key: reads, converts, signs and deletes some. */
const otherModes = /^-[BcDeFHhiIkKlLMpQRrsUYy]$/;

function sshKey({ name, args }: ShellCommand): MadeKey | undefined {
  const options = optionsOf(args, { valued: 'abCDEFfImMNnOPRrsTtVwWYZz' });
  if (!name || options.some(option => otherModes.test(option.name))) return undefined;
  const file = valued(options, '-f');
  const hostKeys = options.find(option => option.name === '-A');
  if (hostKeys) return { at: hostKeys.at, path: `${file?.path ?? ''}/etc/ssh/ssh_host_rsa_key` };
  return file ?? { at: name.span, path: '~/.ssh/id_rsa' };
}

function opensslKey(command: ShellCommand): MadeKey | undefined {
  const [verb, ...args] = command.args;
  const options = optionsOf(args, { singleDash: true, valuedLong: ['-out', '-keyout', '-newkey', '-key'] });
  const has = (...names: string[]) => options.some(({ name }) => names.includes(name));
  if (verb?.text === 'req') {
    if (!has('-newkey') && (has('-key') || !has('-new', '-x509'))) return undefined;
    return valued(options, '-keyout') ?? { at: verb.span, path: 'privkey.pem' };
  }
  const makes = verb?.text === 'ecparam' ? has('-genkey') : /^(?:genrsa|gendsa|genpkey)$/.test(verb?.text ?? '');
  if (!makes || has('-genparam')) return undefined;
  return valued(options, '-out') ?? printed(command);
}

/** Where what a command prints is kept: in a file, also behind a pipe. */
function printed({ redirections, pipesTo }: ShellCommand): MadeKey | undefined {
  const target = redirections.find(({ operator, descriptor }) => operator.startsWith('>') && (descriptor ?? 1) === 1);
  if (target?.target) return said(target.target);
  for (const { tool, args, redirections } of pipesTo) {
    const file = tool === 'tee' ? args.find(({ text }) => !text.startsWith('-')) : undefined;
    const converted =
      tool === 'openssl' && !args.some(({ text }) => text === '-pubout')
        ? (valued(optionsOf(args, { singleDash: true, valuedLong: ['-out'] }), '-out') ??
          redirections.flatMap(({ operator, target }) => (operator === '>' && target ? said(target) : []))[0])
        : undefined;
    if (file || converted) return file ? said(file) : converted;
  }
  return undefined;
}

const said = ({ span, text }: ShellWord): MadeKey => ({ at: span, path: text });

function valued(options: readonly ShellOption[], name: string): MadeKey | undefined {
  const option = options.findLast(each => each.name === name);
  return option?.value === undefined ? undefined : { at: option.words.at(-1)?.span ?? option.at, path: option.value };
}
