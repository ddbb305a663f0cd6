import type { ErrorCode } from 'yaml'

import type { ConfigFault } from '../atlas/config-fault.ts'
import type { UrlFault } from '../atlas/url-fault.ts'
import type { FieldFault } from '../kubernetes/field-fault.ts'
import type { NameFault, NameForm } from '../kubernetes/names.ts'
import type { PodSource } from '../kubernetes/podless-kinds.ts'
import type { SelectorFault } from '../kubernetes/selector-syntax.ts'

/** The result of checking the text of a setting: its value, or what is wrong with it. */
export type Verdict<T> = Accepted<T> | Refused

/** An accepted text. */
export interface Accepted<T> {
  readonly value: T
  /** What may still be wrong with it. */
  readonly doubt?: Fault
}

/** A refused text. */
export interface Refused {
  readonly fault: Fault
}

/** What is wrong with a setting, or may be. */
export interface SettingFault {
  /** The name of the setting in action.yml. */
  readonly setting: string
  readonly fault: Fault
}

/**
 * What is wrong with the text of a setting, or may be. `messages/settings.ts` puts it into words. `found` is the text
 * or, in a list, the item. No fault contains any part of a secret.
 */
export type Fault =
  | {
      readonly code:
        'secret' | 'missing-image' | 'missing-env' | 'token-with-blank' | 'url-and-config' | 'url-as-config'
    }
  | { readonly code: 'missing-token'; readonly mode: string }
  | { readonly code: 'url'; readonly in: 'database-url' | 'config'; readonly fault: UrlFault }
  | { readonly code: 'config'; readonly fault: ConfigFault }
  | { readonly code: 'unknown-setting'; readonly nearest: string | undefined }
  // Any text
  | { readonly code: 'control-character' | 'quotes' | 'several-lines' | 'blank'; readonly found: string }
  | { readonly code: 'too-long'; readonly found: string; readonly length: number; readonly longest: number }
  | {
      readonly code: 'not-a-choice'
      readonly found: string
      readonly choices: readonly string[]
      readonly nearest: string | undefined
    }
  // A line of a list
  | {
      readonly code: 'yaml-list-item' | 'brackets' | 'comment' | 'comment-behind' | 'several-values' | 'empty-exclusion'
      readonly found: string
    }
  | { readonly code: 'separator-at-end'; readonly found: string; readonly separator: string }
  // `image`
  | {
      readonly code:
        | ('image-without-tag' | 'image-without-name' | 'image-for-workflow' | 'image-address' | 'image-scheme')
        | ('image-variable' | 'upper-case-path' | 'empty-path-component' | 'empty-tag')
      readonly found: string
    }
  | { readonly code: 'registry' | 'path-component' | 'tag' | 'tag-with-slash'; readonly found: string }
  | { readonly code: 'image-name-length' | 'tag-length'; readonly length: number; readonly longest: number }
  | { readonly code: 'digest-form' }
  | { readonly code: 'digest-characters'; readonly algorithm: string }
  | {
      readonly code: 'digest-length'
      readonly algorithm: string
      readonly length: number
      readonly expected: number
    }
  | {
      readonly code: 'digest-algorithm'
      readonly found: string
      readonly choices: readonly string[]
      readonly nearest: string | undefined
    }
  // `env`, `command`
  | {
      readonly code:
        | ('env-block' | 'env-flag' | 'leading-dash' | 'several-names' | 'expanded-by-kubernetes')
        | ('several-words' | 'flag-as-program' | 'program-with-words')
      readonly found: string
    }
  // `args`
  | {
      readonly code:
        | ('several-arguments' | 'set-flag' | 'set-command' | 'flag-without-value' | 'duration' | 'amount')
        | 'second-amount'
      readonly found: string
    }
  | { readonly code: 'misspelled-flag' | 'flag-without-dashes'; readonly found: string; readonly nearest: string }
  | { readonly code: 'flag-without-equals-sign'; readonly found: string; readonly flag: string }
  | { readonly code: 'flag-value'; readonly flag: string; readonly fault: Fault }
  | { readonly code: 'unknown-flag'; readonly found: string; readonly known: readonly string[] }
  // Paths and patterns
  | {
      readonly code:
        ('relative-path' | 'parent-in-path' | 'root-path') | ('backslash' | 'absolute-pattern' | 'parent-in-pattern')
      readonly found: string
    }
  | { readonly code: 'character-in-path' | 'character-in-pattern'; readonly found: string; readonly character: string }
  | { readonly code: 'folder'; readonly found: string; readonly pattern: string }
  // `kinds`
  | { readonly code: 'kind' | 'kind-of-holder'; readonly found: string }
  | { readonly code: 'near-kind'; readonly found: string; readonly nearest: string }
  | { readonly code: 'podless-kind'; readonly found: string; readonly source: PodSource }
  // `position`
  | { readonly code: 'position'; readonly found: string; readonly nearest: string | undefined }
  | { readonly code: 'position-with-name' | 'position-without-name'; readonly found: string; readonly word: string }
  | { readonly code: 'own-position'; readonly found: string }
  // What GitHub and git take
  | {
      readonly code: 'full-ref' | 'no-branch' | 'same-branch' | 'repository' | 'reviewer' | 'label-with-comma'
      readonly found: string
    }
  | { readonly code: 'character-in-branch'; readonly found: string; readonly character: string }
  // What Kubernetes takes
  | { readonly code: 'name'; readonly found: string; readonly form: NameForm; readonly fault: NameFault }
  | { readonly code: 'secret-name-for-volume'; readonly found: string }
  | { readonly code: 'selector'; readonly found: string; readonly fault: SelectorFault }
  | {
      readonly code: 'field'
      readonly fault: FieldFault
      /** The value at the path of the fault. */
      readonly found: string | undefined
      readonly nearest: string | undefined
    }
  | { readonly code: 'pod-field'; readonly field: string }
  // YAML
  | { readonly code: 'empty-mapping' | 'several-documents' | 'yaml-references' }
  | { readonly code: 'not-a-mapping'; readonly nearest: string | undefined }
  | { readonly code: 'invalid-yaml'; readonly line: number; readonly error: ErrorCode }
