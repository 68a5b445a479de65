import { addTo } from '../../core/grouped.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { builds } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, eachRun, type Run } from './_shell.ts';

const tools = ['curl', 'wget'];

export default containerfileRule({
  id: 'containerfile/curl-and-wget',
  title: { en: 'Both curl and wget', ja: 'curl と wget の併用' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  aliases: ['DL4001', 'DS-0014'],
  references: [{ title: 'hadolint DL4001', url: 'https://github.com/hadolint/hadolint/wiki/DL4001' }],
  why: {
    en: 'Two programs for one task are two to install, to keep free of vulnerabilities and to set up for a proxy or a certificate authority.',
    ja: '同じ目的のために 2 つのプログラムがあると、インストール、脆弱性への対応、プロキシや認証局の設定がすべて二重になります。',
  },
  remedy: { en: 'Use one of the two in a stage.', ja: '1 つのステージではどちらか一方だけを使ってください。' },
  messages: {
    both: {
      en: 'This stage downloads with {other} already: {tool} is one program more.',
      ja: 'このステージではすでに {other} でダウンロードしています。{tool} は余分なプログラムです。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN wget https://b.org/c\nRUN «curl» -fO https://b.org/d\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a AS b\nRUN curl https://b.org/c | tar x && \\\n  # why\n  «wget» https://b.org/d && wget https://b.org/e\nFROM b\nRUN wget https://b.org/f\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN ["curl", "-O", "https://b.org/c"]\nRUN sh -c "sudo «wget» https://b.org/d"\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: 'FROM a\nRUN wget https://b.org/c\nFROM a\nRUN curl https://b.org/c\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nRUN curl https://b.org/c && apt-get install wget\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a\nRUN wget https://b.org/c\nHEALTHCHECK CMD curl -f http://localhost/\n',
        settings: { profile: 'strict' },
      },
      { text: "FROM a\nRUN curl https://b.org/c && echo 'wget' && command -v wget\n", settings: { profile: 'strict' } },
      { text: 'FROM a\nRUN wget https://b.org/c\nRUN curl -fO https://b.org/d\n' },
    ],
  },
  concerns: builds,
  *check(file) {
    for (const calls of callsByStage(file).values()) {
      const [first] = calls;
      const other = calls.find(({ tool }) => tool !== first?.tool);
      if (first && other) {
        yield { at: other.at, message: 'both', params: { tool: other.tool, other: first.tool } };
      }
    }
  },
});

interface Call {
  readonly tool: string;
  readonly at: Span;
}

/** The calls of each stage, in order. */
function callsByStage(file: Containerfile): Map<Stage | undefined, Call[]> {
  const found = new Map<Stage | undefined, Call[]>();
  for (const { fact, placed } of eachRun(file, atBuild, tools, callsIn)) {
    const call = { tool: fact.tool, at: placed.place(fact.at) };
    addTo(found, file.stageOf(placed.outer), call);
  }
  return found;
}

const callsIn = ({ commands }: Run): Call[] =>
  commands.flatMap(({ tool, name }) => (name && tools.includes(tool) ? [{ tool, at: name.span }] : []));
