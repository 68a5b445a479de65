import type { Message } from '../../core/text.ts';
import type { CheckInfo, Place } from './check.ts';
import type { Waiver } from './options.ts';
import type { ScanProfile, ScanSeverity, State } from './state.ts';

type ResourceType =
  | 'host'
  | 'engine'
  | 'user'
  | 'file'
  | 'unit'
  | 'registry'
  | 'connection'
  | 'secret'
  | 'network'
  | 'image'
  | 'container';

/** What a result is about. Names come from outside: whoever prints them strips control characters. */
export interface Resource {
  readonly type: ResourceType;
  /** What stays the same when it is made anew: a container's name, an image's reference, a path. */
  readonly name: string;
  readonly id?: string | undefined;
  /** The file that declares it, as far as the engine knows. */
  readonly declaredBy?: Declaration | undefined;
}

/** Where a container comes from: a systemd unit (Quadlet's), a compose project, a kube file. */
export interface Declaration {
  readonly unit?: string | undefined;
  /** The `.container` file that Quadlet made the unit from, or the unit's own file. */
  readonly unitSource?: string | undefined;
  readonly composeProject?: string | undefined;
  readonly composeService?: string | undefined;
  readonly composeFiles?: string | undefined;
  readonly composeFolder?: string | undefined;
  readonly pod?: string | undefined;
}

/** One check's answer about one resource. */
export interface Result {
  readonly check: CheckInfo;
  readonly state: State;
  readonly severity: ScanSeverity;
  readonly resource: Resource;
  /** What was found, or why nothing could be; its parameters also fill those of the check's `why` and `remedy`. */
  readonly message: Message | undefined;
  /** Tells failures of a check on the same resource apart. Never a secret. */
  readonly detail: string | undefined;
  readonly at: Place | undefined;
  readonly actual: string | undefined;
  readonly expected: string | undefined;
  /** The check whose failure on the same resource says this already. */
  readonly impliedBy: string | undefined;
  readonly waiver: Waiver | undefined;
}

/** What is known of the scanned host itself. Everything may be missing. */
export interface ScannedHost {
  readonly name: string | undefined;
  readonly user: string | undefined;
  readonly uid: number | undefined;
  /** Whose containers and images were looked at: `rootless` is the engine's own word. */
  readonly rootless: boolean | undefined;
  /** The folder of these containers and images. */
  readonly graphRoot: string | undefined;
  /** Folders of others, that were not looked at. */
  readonly otherStores: readonly string[];
  /** Homes into which the collecting user may not look: what others keep there is not known. */
  readonly closedHomes: readonly string[];
  readonly podman: string | undefined;
  readonly system: string | undefined;
  readonly kernel: string | undefined;
  /** The scan ran inside a container: what it says about the host is about that. */
  readonly inContainer: boolean;
}

/** All that came of one host's facts. */
export interface Scan {
  readonly host: ScannedHost;
  readonly profile: ScanProfile;
  /** When the facts were collected, in milliseconds since 1970. */
  readonly collectedAt: number | undefined;
  /** Why the facts are no facts, or not all of them. */
  readonly trouble: Message | undefined;
  /** By check, in the order of their ids. */
  readonly results: readonly Result[];
  /** Waivers that name an unknown check, have expired or cover nothing. */
  readonly staleWaivers: readonly StaleWaiver[];
}

export interface StaleWaiver {
  readonly waiver: Waiver;
  readonly fault: 'unknownCheck' | 'expired' | 'noReason' | 'noExpiry' | 'tooLong' | 'unused';
}
