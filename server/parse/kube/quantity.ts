/** An amount as Kubernetes writes it: `1536Mi`, `500m`, `1e9`. */
export interface Quantity {
  /** In bytes, or in CPUs. */
  readonly value: number;
  /** `Gi`, `M`, `m`; empty for a plain number and an exponent. */
  readonly suffix: string;
  /** Whether digits stand behind a decimal point. */
  readonly isFraction: boolean;
}

const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Reads what apimachinery's resource.ParseQuantity takes; undefined for what it refuses. */
export function quantityOf(text: string): Quantity | undefined {
  const match = /^([-+]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([-+]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (!match) return undefined;
  const [, sign, digits = '', exponent, suffix = ''] = match;
  const factor = exponent === undefined ? (factors[suffix] ?? 1) : 10 ** Number(exponent);
  return { value: Number(`${sign}${digits}`) * factor, suffix, isFraction: /\.\d/.test(digits) };
}

/** The same number of bytes without a decimal point, in the largest unit that can say it. */
export function wholeQuantity({ value }: Quantity): string {
  const bytes = Math.round(value);
  const unit = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'].find(unit => bytes % (factors[unit] ?? 1) === 0) ?? '';
  return `${bytes / (factors[unit] ?? 1)}${unit}`;
}
