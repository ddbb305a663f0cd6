import type { Place } from '../yaml/source-map.ts'
import type { AtlasConfig } from '../atlas/atlas-config.ts'
import type { Database } from '../atlas/database.ts'
import type { ObjectIndex } from '../kubernetes/object-index.ts'
import type { Workload } from '../kubernetes/workload.ts'

/** An error: the rollout fails, or data is at risk. A warning: it may. A notice: you should know. */
export type Severity = 'error' | 'warning' | 'notice'

/** The inputs that rules look at, none of them secret. */
export interface Settings {
  readonly env: string
  /** The arguments in the input `args`, without those that the action adds. */
  readonly args: readonly string[]
  readonly secretName: string
  readonly secretKey: string
  readonly containerName: string
}

/** A workload with the init container. */
export interface RolledOutWorkload extends Workload {
  /** Whether this run changes it: what does not change is not rolled out. */
  readonly isChanged: boolean
}

/** What rules look at. */
export interface Run {
  readonly settings: Settings
  /** Undefined if the credentials are not given, or do not say which database it is. */
  readonly database: Database | undefined
  /** Undefined without the input `config`. */
  readonly config: AtlasConfig | undefined
  /** Whether the run creates the Secret. */
  readonly makesSecret: boolean
  readonly workloads: readonly RolledOutWorkload[]
  /** The objects of `OBJECT_KINDS` in the manifests. */
  readonly objects: ObjectIndex
}

/** What a rule finds in a workload. */
export interface Finding {
  /**
   * A sentence that continues "Deployment shop/web: ". It shows no part of the database URL or the config.
   */
  readonly message: string
  /** The field it is about; without one, or if the manifest does not have it, the workload. */
  readonly place?: Place | undefined
  /** If it differs from the rule's. */
  readonly severity?: Severity
}

/** Something that is known to go wrong in a rollout. `docs/rules/NAME.md` explains it. */
export interface Rule {
  /** The name in the annotation, the report, and the path of the page. */
  readonly name: string
  readonly severity: Severity
  /** How to fix it, in a sentence or two. */
  readonly fix: string
  /** For a rule about the whole run: it reports only the first workload that it fires for. */
  readonly isOncePerRun?: true
  readonly find: (workload: RolledOutWorkload, run: Run) => readonly Finding[]
}
