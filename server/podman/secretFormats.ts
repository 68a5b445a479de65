/** A key whose format gives it away. Repetitions are bounded: a value may be long and made to be slow. */
interface KeyFormat {
  /** Whose key it is, or the format's name: for people, in every language. */
  readonly kind: string;
  /** A group `secret` is the part that must be real; without it the whole match. */
  readonly format: RegExp;
}

/** `scheme://user:password@host`. */
export const passwordInUrl: RegExp =
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/(?<user>[^\s/:@'"]{0,200}):(?<secret>[^\s/@'"]{1,200})@(?<host>[^\s/@:'"]{1,200})/i;

/** `Server=db;User Id=sa;Password=abc`. */
const passwordInSettings =
  /\b(?:Server|Data Source|Host)=[^;"'\s]{1,200};(?:[^;="']{1,40}=[^;"']{0,200};){0,10}?\s{0,2}(?:Password|Pwd)=(?<secret>[^;"'\s]{1,200})/i;

const formats: Readonly<Record<string, RegExp>> = {
  AWS: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/,
  DigitalOcean: /\bdo[opr]_v1_[0-9a-f]{64}\b/,
  'Docker Hub': /\bdckr_(?:pat|oat)_[\w-]{20,}/,
  GitHub: /\b(?:gh[opusr]_[A-Za-z0-9]{36,}|github_pat_\w{36,})/,
  GitLab: /\bgl(?:pat|dt|rt|ptt|soat|cbt)-[\w-]{20,}/,
  Google: /\bAIza[\w-]{35}(?![\w-])/,
  'Google OAuth': /\bGOCSPX-[\w-]{28}(?![\w-])/,
  'Hugging Face': /\bhf_[A-Za-z]{30,}\b/,
  JWT: /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,}/,
  npm: /\bnpm_[A-Za-z0-9]{36}\b/,
  OpenAI: /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{0,200}T3BlbkFJ[\w-]{20,}/,
  Anthropic: /\bsk-ant-[a-z0-9]+-[\w-]{40,}/,
  PEM: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  'PEM (Base64)':
    /\bLS0tLS1CRUdJTiB(?:QUklWQVRFIEtFWS|(?:SU0|EU0)EgUFJJVkFURSBLRVkt|FQyBQUklWQVRFIEtFWS|PUEVOU1NIIFBSSVZBVEUgS0VZ)/,
  PyPI: /\bpypi-[\w-]{50,}/,
  SendGrid: /\bSG\.[\w-]{16,64}\.[\w-]{16,}/,
  Shopify: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/,
  Slack: /\bxox[abeoprs]-[\w-]{10,}|\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/,
  Stripe: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/,
  Telegram: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/,
  Age: /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/,
  Artifactory: /\bAKCp[A-Za-z0-9]{69}\b/,
  Atlassian: /\bATATT3x[\w=-]{50,}/,
  Azure: /\bAccountKey=[A-Za-z0-9+/]{86}==/,
  CircleCI: /\bCCIPAT_[A-Za-z0-9]{22}_[0-9a-f]{40}\b/,
  'crates.io': /\bcio[A-Za-z0-9]{32}\b/,
  Databricks: /\bdapi[0-9a-f]{32}\b/,
  Discord: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{15,}\/[\w-]{60,}/,
  Doppler: /\bdp\.(?:pt|st|sa|ct)\.[\w.-]{40,}/,
  Figma: /\bfig[dou]_[\w-]{40,}/,
  Grafana: /\bgl(?:sa_\w{32}_[0-9a-f]{8}|c_[A-Za-z0-9+/]{32,})/,
  Groq: /\bgsk_[A-Za-z0-9]{48,}\b/,
  Linear: /\blin_api_[A-Za-z0-9]{40}\b/,
  Mailchimp: /\b[0-9a-f]{32}-us\d{1,2}\b/,
  Mailgun: /\bkey-[0-9a-f]{32}\b/,
  'Microsoft Teams': /\.webhook\.office\.com\/webhookb2\/[0-9a-f-]{36}@[0-9a-f-]{36}\/\w{1,40}\/[0-9a-f]{32}\b/,
  Netlify: /\bnfp_[A-Za-z0-9]{36,}\b/,
  'New Relic': /\bNRAK-[A-Z0-9]{27}\b/,
  Notion: /\bntn_[A-Za-z0-9]{40,}\b/,
  Postman: /\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b/,
  Pulumi: /\bpul-[0-9a-f]{40}\b/,
  Replicate: /\br8_[A-Za-z0-9]{37}\b/,
  RubyGems: /\brubygems_[0-9a-f]{48}\b/,
  Sentry: /\bsntry[su]_[\w=+/-]{40,}/,
  SonarQube: /\bsq[upa]_[0-9a-f]{40}\b/,
  Square: /\b(?:sq0csp-[\w-]{43}|sq0atp-[\w-]{22})(?![\w-])/,
  Supabase: /\bsbp_[0-9a-f]{40}\b/,
  Tailscale: /\btskey-(?:auth|api|client)-[\w-]{20,}/,
  'Terraform Cloud': /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}/,
  Twilio: /\bSK[0-9a-f]{32}\b/,
  Vault: /\bhv[sbr]\.[\w-]{24,}/,
};

/** `Host=h;Pwd=x`: no value that is shorter has one of these formats. */
export const shortestKey = 12;

export const keyFormats: readonly KeyFormat[] = [
  ...Object.entries(formats).map(([kind, format]) => ({ kind, format })),
  { kind: 'URL', format: passwordInUrl },
  { kind: 'ADO.NET', format: passwordInSettings },
];
