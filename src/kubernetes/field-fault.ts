import type { Path } from '../yaml/value.ts'

/** What Kubernetes expects of a value. */
export type Expectation =
  | 'boolean'
  | 'string'
  | 'list'
  | 'mapping'
  /** The ID of a user or group. */
  | 'id'
  | 'quantity'
  | 'whole-number'
  /** The bytes of a whole number of pages of the size in the resource's name. */
  | 'whole-pages'
  /** A path in the kubelet's folder of seccomp profiles. */
  | 'profile-path'
  | 'profile-name'
  /** `USER` or `DOMAIN\USER`. */
  | 'windows-user'
  | 'object-name'

/** What Kubernetes rejects in a container's `resources` or `securityContext`. Names fields, and shows no value. */
export type FieldFault =
  /** `path` leads to the value. */
  | { readonly code: 'unexpected-value'; readonly path: Path; readonly expected: Expectation }
  | { readonly code: 'not-a-choice'; readonly path: Path; readonly choices: readonly string[] }
  /** `path` leads to the mapping with the key. */
  | {
      readonly code: 'unknown-field' | 'unknown-resource'
      readonly path: Path
      readonly key: string
      readonly known: readonly string[]
    }
  | { readonly code: 'huge-pages-alone' | 'claim-without-name' }
  | { readonly code: 'repeated-claim'; readonly name: string }
  | {
      readonly code: 'request-above-limit' | 'request-unlike-limit' | 'request-without-limit'
      readonly resource: string
    }
  /** A profile has a type, and a `localhostProfile` exactly when its type is `Localhost`. */
  | { readonly code: 'profile-without-type' | 'profile-with-wrong-type'; readonly profile: string }
  /** `allowPrivilegeEscalation: false` next to something that needs it. */
  | { readonly code: 'privileged-without-escalation' }
