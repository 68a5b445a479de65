/** What people read, in every language that Podseal speaks; `{name}` stands for a parameter. */
export interface Text {
  readonly en: string;
  readonly ja: string;
}

export type Locale = keyof Text;

export type Params = Readonly<Record<string, string | number>>;

/** A text together with the values of its parameters: what is passed around until somebody wants to read it. */
export interface Message {
  readonly text: Text;
  readonly params?: Params | undefined;
}

/** Fills the parameters in. A parameter nobody gave stays visible as `{name}`, so that a mistake shows. */
export function say(message: Message, locale: Locale): string {
  const { text, params = {} } = message;
  const words = text[locale];
  if (!words.includes('{')) return words;
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** A text whose parameters nobody has. */
export const withoutParameters = (text: string): string => text.replace(/\{\w+\}/g, '…');

/** Takes a BCP 47 tag or a POSIX locale (`ja`, `ja-JP`, `ja_JP.UTF-8`); what we do not speak is English. */
export const localeOf = (tag: string | undefined): Locale => (/^ja\b|^ja_/i.test(tag ?? '') ? 'ja' : 'en');
