/** How diagnostics reach a client. */
export interface Delivery {
  /** A document was opened, or its text changed. */
  changed(uri: string): void;
  closed(uri: string): void;
  /** What all documents are judged by has changed. */
  renew(): void;
}
