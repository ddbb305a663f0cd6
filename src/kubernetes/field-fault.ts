import type { Path } from '../yaml/value.ts'

/** What Kubernetes expects of a value. */
export type Expectation =
  | 'boolean'
  | 'string'
  | 'list'
  | 'mapping'
  /** A user's or a group's. */
  | 'id'
  | 'quantity'
  | 'whole-number'
  /** As many bytes as some pages of the size in the resource's name have. */
  | 'whole-pages'
  /** Below the kubelet's folder of seccomp profiles. */
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
  /** `path` leads to the mapping that has the key. */
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
  /** `allowPrivilegeEscalation: false` beside what needs it. */
  | { readonly code: 'privileged-without-escalation' }
