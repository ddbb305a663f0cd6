import type { Reason } from '../injection/result.ts'
import { INJECT_ANNOTATION } from '../kubernetes/workload.ts'
import type { TextFault } from '../yaml/text-fault.ts'
import { fieldWords } from './kubernetes-fields.ts'
import type { Wording } from './wording.ts'
import { wordsFor, type Words } from './words.ts'
import { yamlErrorWords } from './yaml-errors.ts'

const TEXT_WORDS: Words<TextFault> = {
  'merge-conflict': () => 'it has an unresolved merge conflict. Resolve it',
  'carriage-return': () => 'a carriage return has no line feed. End lines with LF or CRLF',
  'byte-order-mark': () => 'there is a byte order mark inside the file. Remove it',
  'unicode-line-separator': () =>
    'there is a Unicode line separator, which Kubernetes takes for the end of a line. Escape it',
  'unicode-space-before-brace': () =>
    'there is a Unicode space before a brace, which Kubernetes skips and YAML does not. Remove it',
  'control-character': () => 'there is a control character, which YAML does not allow. Remove or escape it',
  'not-utf-8': () => 'it is not UTF-8. Convert it',
  'repeated-key': () => 'a key is repeated in a mapping. Keep one of the two',
  'alias-without-anchor': () =>
    'an alias has no anchor before it in its document. Add the anchor or write the value out',
  'alias-within-anchor': () => 'an alias is inside its own anchor. Write the value out',
  'too-many-aliases': () => 'aliases expand to too many values. Write some of them out',
  'merge-key-without-mapping': () => 'the value of a merge key (`<<`) is not a mapping. Correct it',
  'invalid-yaml': ({ error }) => `${yamlErrorWords(error)}. Correct it`,
}

const WORDS: Words<Reason, [Wording]> = {
  // Skipped
  'kind-not-selected': ({ kind }, { setting }) =>
    `${setting('kinds')} does not include ${kind}. Add it to rewrite this workload.`,
  'name-excluded': ({ pattern }, { setting }) =>
    `\`!${pattern}\` in ${setting('workloads')} excludes it. Remove that line to rewrite this workload.`,
  'name-not-selected': (_, { setting }) => `${setting('workloads')} does not include it. Add its name to rewrite it.`,
  'labels-not-selected': (_, { setting }) =>
    `its labels do not match ${setting('selector')}. Change one of the two to rewrite it.`,
  template: () =>
    'this is a template, not a manifest: it has placeholders where Kubernetes expects values. Render it first.',
  'template-text': () => 'this file is a template, not a manifest. Render it first.',
  'no-api-version': () =>
    'it has no `apiVersion`, so Kubernetes would reject it. If it is a patch, rewrite the output of `kustomize build`.',
  'foreign-group': ({ kind, group, groups }) =>
    `${kind} in the API group "${group}" is not the one of Kubernetes (${groups.map((known) => known || 'v1').join(', ')}). If it should be, correct its \`apiVersion\`.`,
  disabled: () => `it has the annotation \`${INJECT_ANNOTATION}: disabled\`. Remove the annotation to rewrite it.`,
  'no-pod-template': ({ kind, path }, { setting }) =>
    `${kind} has no pod template at \`${path.join('.')}\`. Remove ${kind} from ${setting('kinds')}, and rewrite the manifests that are generated from it.`,
  'workload-elsewhere': () => 'its `workloadRef` refers to the workload with the pod template. Rewrite that one.',
  'no-containers': () =>
    'its pod template has no containers: it is a patch, or takes its template from elsewhere. Rewrite the manifest with the containers.',
  // Refused: the text cannot be read
  'unreadable-text': ({ fault }, { setting }) =>
    `the text cannot be read: ${wordsFor(TEXT_WORDS, fault)}, or exclude the file with a \`!\` line in ${setting('manifests')}.`,
  // Refused: an edit would break something
  'sealed-by-sops': () =>
    'SOPS seals this document: with another `mac`, `sops decrypt` would fail. Move this workload to a file without `sops`, or encrypt this one with an `encrypted_regex` for its secret keys only and `mac_only_encrypted: true`.',
  'unknown-annotation': () =>
    `the annotation \`${INJECT_ANNOTATION}\` is neither \`disabled\` nor \`enabled\`. Correct it.`,
  // Refused: several values share the text
  'shared-alias': () => 'there is an alias (`*`) here, so other places share the value. Write the value out.',
  'shared-anchor': () =>
    'an alias (`*`) repeats this value elsewhere, and an edit would change it there, too. Write the value out in both places.',
  'alias-in-moved-value': () => 'the container to move has an alias (`*`). Write the value out.',
  'merged-key': ({ key }) => `\`${key}\` comes from a merge key (\`<<\`). Write it out here.`,
  'overriding-merge-key': () =>
    'a merge key (`<<`) after another key overrides it in Kubernetes, but not in other parsers. Put the merge key first.',
  'tagged-value': () => 'a tag (`!`) changes what this value means. Remove the tag.',
  // Refused: no room for the edit
  'open-block-scalar': () => 'the file ends in this block scalar without a line break. Add one.',
  'block-scalar': () => 'this value is a block scalar (`|` or `>`). Write it on one line.',
  'key-without-value': () => 'this key has no value. Remove the key or add a value.',
  'comment-between-items': () =>
    'there is a comment between items in brackets that share a line. Put each item on its own line, or remove the comment.',
  'comments-in-empty-braces': () => 'these braces contain only comments. Remove the comments.',
  'comments-with-moved-item': () =>
    'the container to move has comments, and its new place has no line for them. Move it by hand.',
  'shared-line': () => 'this does not start on its own line. Move it to its own line.',
  'repeated-edited-key': ({ key }) => `\`${key}\` is repeated here. Keep one of the two.`,
  'wrong-form': () => 'Kubernetes does not accept this type of value here. Correct it.',
  // Refused: name conflicts
  'containers-not-a-list': () => '`containers` is not a list. Correct it.',
  'foreign-init-container': ({ name }, { setting }) =>
    `the init container \`${name}\` exists, but its \`args\` do not start with \`migrate\`, \`apply\`. Choose another name in ${setting('container-name')}, or rename that container.`,
  'name-of-container': ({ name }, { setting }) =>
    `a container is already named \`${name}\`. Choose another name in ${setting('container-name')}, or rename that container.`,
  'repeated-init-container': ({ name }) => `two init containers are named \`${name}\`. Rename one.`,
  'same-migration': (_, { setting }) =>
    `this init container runs the same migration under another name. Set ${setting('container-name')} to that name, or remove the container.`,
  'no-such-init-container': ({ name, others }, { setting }) =>
    `there is no init container \`${name}\` as in ${setting('position')}, ${others.length === 0 ? 'nor any other' : `only ${others.map((other) => `\`${other}\``).join(', ')}`}. Use the name of an existing one, \`first\` or \`last\`.`,
  'foreign-volume': ({ volume, secretName }, { setting }) =>
    `the volume \`${volume}\` exists, but is not the Secret \`${secretName}\`. Choose another name in ${setting('volume-name')}, or rename that volume.`,
  'volume-without-key': ({ volume, key }) =>
    `the volume \`${volume}\` selects \`items\` of its Secret, but not \`${key}\` with that path. Add it, or remove \`items\`.`,
  'shared-volume': ({ volume, secretName }, { setting }) =>
    `the volume \`${volume}\` is the Secret \`${secretName}\`, and other containers mount it. Set ${setting('secret-name')} to \`${secretName}\`, or give the containers separate volumes.`,
  'shared-volume-name': ({ volume, name }, { setting }) =>
    `the volume \`${volume}\` cannot be renamed to \`${name}\`: other containers mount it. Set ${setting('volume-name')} to \`${volume}\`, or give the containers separate volumes.`,
  'repeated-volume-name': ({ volume, name }, { setting }) =>
    `the volume \`${volume}\` cannot be renamed to \`${name}\`: a volume already has that name. Set ${setting('volume-name')} to \`${volume}\`, or rename the other volume.`,
  'partial-mount': () =>
    'the init container mounts only a part of the Secret (`subPath`), which Kubernetes does not update. Remove `subPath`.',
  'mount-path-taken': ({ mountPath }, { setting }) =>
    `the init container mounts something else at \`${mountPath}\`. Choose another path in ${setting('mount-path')}, or move that mount.`,
  'rejected-by-kubernetes': ({ field, fault }) =>
    `Kubernetes would reject \`${field}\` with the fields that the init container already has. ${fieldWords(fault, { found: undefined, nearest: undefined })}`,
}

/**
 * Why a workload is skipped or refused, and what to do: a sentence that continues after the workload's name. Empty
 * without a reason.
 */
export function reasonWords(reason: Reason | undefined, wording: Wording): string {
  return reason === undefined ? '' : wordsFor(WORDS, reason, wording)
}
