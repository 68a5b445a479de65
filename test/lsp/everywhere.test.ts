import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../server/core/settings.ts';
import type { Span } from '../../server/core/span.ts';
import { unknownWorkspace } from '../../server/core/workspace.ts';
import type { Proposals } from '../../server/lsp/features/model.ts';
import { featuresOf } from '../../server/lsp/features/registry.ts';
import { kinds } from '../../server/rules/registry.ts';
import { random } from '../support/random.ts';

const context = { settings: defaultSettings, locale: 'ja' as const, workspace: unknownWorkspace };

/** What a file must not say to whoever reads a hover: code spans show it as it stands. */
const hostile = '[x](command:evil) `<b>evil</b>`';
const withoutCode = (markdown: string): string =>
  markdown.replace(/```[\s\S]*?```/g, '').replace(/(?<!`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');

const requirement = `{"type":"signedBy","keyType":"GPGKeys","keyPath":"${hostile}","signedIdentity":{"type":"${hostile}"}}`;
const texts: Readonly<Record<string, readonly string[]>> = {
  containerfile: [
    `FROM "${hostile}" AS ${hostile}\nENV V="${hostile.replaceAll('`', '\\`')}"\nUSER ${hostile}\nRUN echo $V\n`,
  ],
  seccomp: [
    `{"defaultAction":"${hostile}","syscalls":[{"names":["${hostile}","mount"],"action":"${hostile}","errno":"${hostile}","args":[{"op":"${hostile}"}]}]}`,
  ],
  policy: [
    `{"default":[${requirement}],"transports":{"docker":{"${hostile}":[${requirement}],"":[{"type":"${hostile}"}]},"${hostile}":{}}}`,
  ],
  registries: [
    `short-name-mode = "${hostile}"\n[[registry]]\nlocation = "${hostile}"\n[aliases]\n"${hostile}" = "x"\n`,
  ],
  'containers-conf': [
    `[containers]\ndefault_capabilities = [\n  "${hostile}",\n]\n[engine.runtimes]\n"${hostile}" = []\n`,
  ],
};

for (const kind of kinds) {
  const features = featuresOf(kind);
  if (!features) continue;
  test(`${kind.id}: in every place of examples, whole and cut short, all answers lie in the text and nothing of it becomes markup`, () => {
    const { below } = random(1);
    const examples = kind.rules.flatMap(({ examples }) => examples.bad.map(({ text }) => text.replace(/[«»]/g, '')));
    const some = examples.filter((text, i) => text.length < 1000 && i % 5 === 0);
    for (const whole of [...(texts[kind.id] ?? []), ...some])
      for (const text of [whole, whole.slice(0, below(whole.length))]) check(text);
  });

  const check = (text: string): void => {
    for (const { content, start } of kind.parse(text).units) {
      const isInside = ({ start: from, end }: Span) =>
        assert.ok(from >= 0 && from <= end && start + end <= text.length, text);
      for (let offset = 0; offset <= text.length - start; offset += 2) {
        const about = features.hover?.(content, offset, context);
        if (about) isInside(about.span);
        assert.doesNotMatch(withoutCode(about?.paragraphs.join('\n\n') ?? ''), /evil|undefined/, text);
        const proposed: Proposals | undefined = features.complete?.(content, offset, context);
        if (!proposed) continue;
        isInside(proposed.span);
        assert.ok(proposed.span.start <= offset && offset <= proposed.span.end, `${offset} in ${text}`);
        const labels: string[] = proposed.items.map(({ label }) => label);
        assert.equal(new Set(labels).size, labels.length, `${offset} in ${text}`);
      }
    }
  };
}
