import type { Rule } from './rule.ts'
import { lockUnsupported } from './rules/lock-unsupported.ts'
import { lockNodeLocal } from './rules/lock-node-local.ts'
import { lockThroughPooler } from './rules/lock-through-pooler.ts'
import { lockTimeoutShort } from './rules/lock-timeout-short.ts'
import { waitsForItself } from './rules/waits-for-itself.ts'
import { proxyNotUp } from './rules/proxy-not-up.ts'
import { databaseWorkload } from './rules/database-workload.ts'
import { sqliteNotShared } from './rules/sqlite-not-shared.ts'
import { sharedMigrations } from './rules/shared-migrations.ts'
import { runAsNonRoot } from './rules/run-as-non-root.ts'
import { restrictedNamespace } from './rules/restricted-namespace.ts'
import { quotaNeedsResources } from './rules/quota-needs-resources.ts'
import { readOnlyRoot } from './rules/read-only-root.ts'
import { meshBlocksInit } from './rules/mesh-blocks-init.ts'
import { knativeInitFlag } from './rules/knative-init-flag.ts'
import { qosClass } from './rules/qos-class.ts'
import { urlNotForAtlas } from './rules/url-not-for-atlas.ts'
import { missingEnv } from './rules/missing-env.ts'
import { envWithoutUrl } from './rules/env-without-url.ts'
import { configNeedsVariable } from './rules/config-needs-variable.ts'
import { missingSecret } from './rules/missing-secret.ts'
import { inlineCredentials } from './rules/inline-credentials.ts'
import { exportedObject } from './rules/exported-object.ts'
import { staleSignature } from './rules/stale-signature.ts'
import { dryRun } from './rules/dry-run.ts'
import { mutableTag } from './rules/mutable-tag.ts'
import { rollingCompatibility } from './rules/rolling-compatibility.ts'
import { progressDeadline } from './rules/progress-deadline.ts'
import { activeDeadline } from './rules/active-deadline.ts'
import { jobBackoff } from './rules/job-backoff.ts'

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
