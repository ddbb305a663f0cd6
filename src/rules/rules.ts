import type { Rule } from './rule.ts'
import { lockUnsupported } from './lock-unsupported.ts'
import { lockNodeLocal } from './lock-node-local.ts'
import { lockThroughPooler } from './lock-through-pooler.ts'
import { lockTimeoutShort } from './lock-timeout-short.ts'
import { waitsForItself } from './waits-for-itself.ts'
import { proxyNotUp } from './proxy-not-up.ts'
import { databaseWorkload } from './database-workload.ts'
import { sqliteNotShared } from './sqlite-not-shared.ts'
import { sharedMigrations } from './shared-migrations.ts'
import { runAsNonRoot } from './run-as-non-root.ts'
import { restrictedNamespace } from './restricted-namespace.ts'
import { quotaNeedsResources } from './quota-needs-resources.ts'
import { readOnlyRoot } from './read-only-root.ts'
import { meshBlocksInit } from './mesh-blocks-init.ts'
import { knativeInitFlag } from './knative-init-flag.ts'
import { qosClass } from './qos-class.ts'
import { urlNotForAtlas } from './url-not-for-atlas.ts'
import { missingEnv } from './missing-env.ts'
import { envWithoutUrl } from './env-without-url.ts'
import { configNeedsVariable } from './config-needs-variable.ts'
import { missingSecret } from './missing-secret.ts'
import { inlineCredentials } from './inline-credentials.ts'
import { exportedObject } from './exported-object.ts'
import { staleSignature } from './stale-signature.ts'
import { dryRun } from './dry-run.ts'
import { mutableTag } from './mutable-tag.ts'
import { rollingCompatibility } from './rolling-compatibility.ts'
import { progressDeadline } from './progress-deadline.ts'
import { activeDeadline } from './active-deadline.ts'
import { jobBackoff } from './job-backoff.ts'

/** All rules, in the order in which docs/rules.md has them. */
export const RULES: readonly Rule[] = [
  // The database and its lock
  lockUnsupported,
  lockNodeLocal,
  lockThroughPooler,
  lockTimeoutShort,
  waitsForItself,
  proxyNotUp,
  databaseWorkload,
  sqliteNotShared,
  sharedMigrations,
  // The pod, and what admits it
  runAsNonRoot,
  restrictedNamespace,
  quotaNeedsResources,
  readOnlyRoot,
  meshBlocksInit,
  knativeInitFlag,
  qosClass,
  // Credentials and configuration
  urlNotForAtlas,
  missingEnv,
  envWithoutUrl,
  configNeedsVariable,
  missingSecret,
  inlineCredentials,
  // The rollout
  exportedObject,
  staleSignature,
  dryRun,
  mutableTag,
  rollingCompatibility,
  progressDeadline,
  activeDeadline,
  jobBackoff,
]
