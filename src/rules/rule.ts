import type { Place } from '../yaml/locate.ts'
import type { AtlasConfig } from '../atlas/atlas-config.ts'
import type { Database } from '../atlas/database.ts'
import type { ObjectIndex } from '../kubernetes/object-index.ts'
import type { Settings } from './rule-settings.ts'
import type { PreflightWorkload } from '../kubernetes/pod.ts'

/** How bad it is: the rollout fails or data suffers; it may; somebody should know. */
export type Severity = 'error' | 'warning' | 'notice'

/** All that rules look at. */
export interface Run {
  readonly settings: Settings
  /** Undefined where the credentials are not given, or do not show which database it is. */
  readonly database: Database | undefined
  /** Undefined where no whole `atlas.hcl` is given. */
  readonly config: AtlasConfig | undefined
  /** Whether the Secret's content is given, so that its manifest is made. */
  readonly makesSecret: boolean
  /** The workloads with the injection, as they will be. */
  readonly workloads: readonly PreflightWorkload[]
  /** The other objects in the files: those of the kinds in `OBJECT_KINDS`. */
  readonly objects: ObjectIndex
}

/** What a rule has against a workload. */
export interface Fault {
  /**
   * What was found, as a sentence that goes on behind "Deployment shop/web: ". It shows nothing of the database URL or of
   * a configuration.
   */
  readonly message: string
  /** Where it shows in the workload; the workload itself where it is not given, or not there. */
  readonly place?: Place | undefined
  /** Where it is worse, or less, than the rule's. */
  readonly severity?: Severity
}

/** Something that is known to go wrong at a rollout. */
export interface Rule {
  /** As people write it into the annotation, and as the report has it. */
  readonly name: string
  readonly severity: Severity
  /** What to do, in a sentence or two. */
  readonly fix: string
  /** Only the first workload that it fires for is named: it is about all of them. */
  readonly isOncePerRun?: true
  readonly find: (workload: PreflightWorkload, run: Run) => readonly Fault[]
}
