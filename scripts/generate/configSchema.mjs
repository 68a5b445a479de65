/** What `.podseal.yaml` may say; also the source of its validator. */
export function configSchema({ rules, levels, profiles, podmanVersionPattern, defaultPodmanVersion, scanProfiles }) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'podseal.schema.json',
    title: 'Podseal: .podseal.yaml',
    description: 'How Podseal judges the files in this folder and below. The nearest .podseal.yaml upwards counts.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      profile: {
        description:
          'podman: what matters on Podman, one finding per fault. strict: that and all hardening hints. kubernetes: the Pod Security Standards "restricted" to the letter.',
        enum: [...profiles],
        default: 'podman',
      },
      fips: {
        description: 'Whether the containers must run on a FIPS 140 validated base.',
        type: 'boolean',
        default: false,
      },
      podman: {
        description: 'The version of Podman that will read the files, in quotes.',
        type: 'string',
        pattern: podmanVersionPattern.source,
        default: defaultPodmanVersion,
        examples: [defaultPodmanVersion, '4.9.4'],
      },
      context: {
        description:
          "The folder that `podman build` is given, relative to this file. Without it: each Containerfile's own folder, or the nearest above that holds what it copies.",
        type: 'string',
        pattern: '^[^/]',
        examples: ['.', '..'],
      },
      policy: {
        description:
          'A file of security policies, relative to this file, that holds beside those of the nearest folder that has some.',
        type: 'string',
        pattern: '^[^/]',
        examples: ['policies/production.yaml'],
      },
      targets: {
        description: 'Stages of Containerfiles that are built as images of their own (`podman build --target`).',
        type: ['array', 'null'],
        items: { type: 'string', pattern: '\\S' },
        examples: [['debug', 'test']],
      },
      trustedRegistries: {
        description:
          'Registries and namespaces that images may come from; `*` stands for anything. Without it: from everywhere.',
        type: ['array', 'null'],
        items: { type: 'string', pattern: '\\S' },
        examples: [['registry.access.redhat.com', 'quay.io/our-team', '*.example.com']],
      },
      imageUsers: {
        description:
          'Users of images that Podseal does not know: patterns of full names, and the user that the image runs as.',
        type: ['object', 'null'],
        additionalProperties: { type: 'string', pattern: '\\S' },
        examples: [{ 'registry.example.com/base/*': '1001' }],
      },
      fipsImages: {
        description: 'Images whose cryptographic modules are accepted for FIPS, instead of the built-in list.',
        type: ['array', 'null'],
        items: { type: 'string', pattern: '\\S' },
        examples: [['registry.access.redhat.com/ubi9/*', 'registry.example.com/fips/*']],
      },
      portability: {
        description: 'podman: the files are for Podman alone. docker: Docker has to build them too.',
        enum: ['podman', 'docker'],
        default: 'podman',
      },
      seccompBaseline: {
        description: "Whose own seccomp profile others are compared with: Podman's, or Docker's, which allows less.",
        enum: ['podman', 'docker'],
        default: 'podman',
      },
      rules: { ...ruleLevels({ rules, levels }), type: ['object', 'null'] },
      ignore: ignoreList,
      exclude: {
        description: 'Files that are not judged, as patterns of .gitignore, relative to this file.',
        type: ['array', 'null'],
        items: { type: 'string', pattern: '\\S' },
        examples: [['vendor/', '*.generated.yaml', '!vendor/ours/']],
      },
      scan: scanSection(scanProfiles),
    },
    examples: [{ profile: 'strict', podman: defaultPodmanVersion, exclude: ['vendor/'] }],
  };
}

/** The schema of a map from rules to levels, in the config file as in the editor's settings. */
export const ruleLevels = ({ rules, levels }) => ({
  description: "Levels of single rules, by name, instead of the profile's.",
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    [...rules]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, title }) => [id, { description: title.en, enum: [...levels] }]),
  ),
});

const day = {
  description: 'The last day on which it holds: YYYY-MM-DD.',
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
};

const checkIds = description => ({
  description,
  type: ['array', 'null'],
  items: { type: 'string', pattern: '^[A-Za-z]{3}\\d{0,3}\\*?$' },
  examples: [['CTR025', 'HST01*']],
});

/** What the host scan (`podseal scan`) is told. */
const scanSection = profiles => ({
  description: 'The host scan, `podseal scan`.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    profile: {
      description:
        'baseline: what weakens any host. strict: that and all hardening. stig, fips: the baseline and what these ask for.',
      enum: [...profiles],
      default: 'baseline',
    },
    only: checkIds('Checks that are made, by id or the beginning of one. Without it: those of the profile.'),
    skip: checkIds('Checks that are not made, by id or the beginning of one.'),
    imageAgeDays: { description: 'From this age on an image is old.', type: 'integer', minimum: 1, default: 90 },
    unusedDays: {
      description: 'For so many days a stopped container may lie around.',
      type: 'integer',
      minimum: 1,
      default: 30,
    },
    waivers: {
      description: 'Failures that somebody answers for. They stay in the report and do not count, for a year at most.',
      type: ['array', 'null'],
      items: {
        type: 'object',
        required: ['check', 'reason', 'until'],
        additionalProperties: false,
        properties: {
          check: { description: "The check's id.", type: 'string', pattern: '^[A-Za-z]{3}\\d{3}$' },
          resource: {
            description: "The container's, image's or file's name; `*` stands for anything. Without it: all of them.",
            type: 'string',
            pattern: '\\S',
          },
          reason: { description: 'Why this is acceptable.', type: 'string', pattern: '\\S' },
          until: day,
          owner: { description: 'Who answers for it.', type: 'string' },
        },
      },
      examples: [
        [
          {
            check: 'CTR001',
            resource: 'backup-*',
            reason: 'needs the tape drive',
            until: '2027-01-31',
            owner: 'storage',
          },
        ],
      ],
    },
  },
});

const ignoreList = {
  description: 'Findings that somebody has decided to live with.',
  type: ['array', 'null'],
  items: {
    type: 'object',
    required: ['rule'],
    additionalProperties: false,
    properties: {
      rule: {
        description: "A rule's name, or the name another tool has for it (DL3002).",
        type: 'string',
        pattern: '\\S',
      },
      path: {
        description: 'Files for which it holds, as a pattern of .gitignore, relative to this file. Without it: all.',
        type: 'string',
        pattern: '\\S',
      },
      pointer: {
        description: 'JSON pointer: the finding must lie inside the value it points to.',
        type: 'string',
        pattern: '^(/|$)',
        examples: ['/spec/containers/0'],
      },
      reason: { description: 'Why this is acceptable.', type: 'string' },
      until: day,
    },
  },
  examples: [[{ rule: 'kube/privileged', path: 'deploy/', reason: 'needs the device', until: '2027-01-31' }]],
};
