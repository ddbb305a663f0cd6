import type { Rule } from './rule.ts'
import { dryRun } from './rules/dry-run.ts'
import { activeDeadline } from './rules/active-deadline.ts'
import { jobBackoff } from './rules/job-backoff.ts'
import { meshBlocksInit } from './rules/mesh-blocks-init.ts'
import { mutableTag } from './rules/mutable-tag.ts'
import { progressDeadline } from './rules/progress-deadline.ts'
import { qosClass } from './rules/qos-class.ts'
import { quotaNeedsResources } from './rules/quota-needs-resources.ts'
import { restrictedNamespace } from './rules/restricted-namespace.ts'
import { rollingCompatibility } from './rules/rolling-compatibility.ts'
import { runAsNonRoot } from './rules/run-as-non-root.ts'
import { lockUnsupported } from './rules/lock-unsupported.ts'
import { lockThroughPooler } from './rules/lock-through-pooler.ts'
import { lockTimeoutShort } from './rules/lock-timeout-short.ts'
import { lockNodeLocal } from './rules/lock-node-local.ts'
import { missingEnv } from './rules/missing-env.ts'
import { envWithoutUrl } from './rules/env-without-url.ts'
import { configNeedsVariable } from './rules/config-needs-variable.ts'
import { missingSecret } from './rules/missing-secret.ts'
import { inlineCredentials } from './rules/inline-credentials.ts'
import { waitsForItself } from './rules/waits-for-itself.ts'
import { databaseWorkload } from './rules/database-workload.ts'
import { urlNotForAtlas } from './rules/url-not-for-atlas.ts'
import { proxyNotUp } from './rules/proxy-not-up.ts'
import { sqliteNotShared } from './rules/sqlite-not-shared.ts'
import { readOnlyRoot } from './rules/read-only-root.ts'
import { sharedMigrations } from './rules/shared-migrations.ts'

/** All rules, in the order in which docs/rules.md has them. */
export const RULES: readonly Rule[] = [
  dryRun,
  runAsNonRoot,
  restrictedNamespace,
  quotaNeedsResources,
  qosClass,
  progressDeadline,
  activeDeadline,
  mutableTag,
  rollingCompatibility,
  jobBackoff,
  meshBlocksInit,
  lockUnsupported,
  lockThroughPooler,
  lockTimeoutShort,
  lockNodeLocal,
  missingEnv,
  envWithoutUrl,
  configNeedsVariable,
  missingSecret,
  inlineCredentials,
  waitsForItself,
  databaseWorkload,
  urlNotForAtlas,
  proxyNotUp,
  sqliteNotShared,
  readOnlyRoot,
  sharedMigrations,
]
