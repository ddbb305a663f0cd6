import { describe, expect, test } from '@jest/globals'

import type { Reason } from '../../src/injection/result.ts'
import { reasonWords } from '../../src/messages/reasons.ts'
import { ACTION_WORDING, type Wording } from '../../src/messages/wording.ts'
import type { TextFault } from '../../src/yaml/text-fault.ts'
import { tableOf, type Rows } from './rows.ts'

const REASONS: Rows<Reason> = {
  'kind-not-selected': [
    [
      { code: 'kind-not-selected', kind: 'Job' },
      'the input `kinds` does not include Job. Add it to rewrite this workload.',
    ],
  ],
  'name-excluded': [
    [
      { code: 'name-excluded', pattern: 'web-*' },
      '`!web-*` in the input `workloads` excludes it. Remove that line to rewrite this workload.',
    ],
  ],
  'name-not-selected': [
    [{ code: 'name-not-selected' }, 'the input `workloads` does not include it. Add its name to rewrite it.'],
  ],
  'labels-not-selected': [
    [
      { code: 'labels-not-selected' },
      'its labels do not match the input `selector`. Change one of the two to rewrite it.',
    ],
  ],
  template: [
    [
      { code: 'template' },
      'this is a template, not a manifest: it has placeholders where Kubernetes expects values. Render it first.',
    ],
  ],
  'template-text': [[{ code: 'template-text' }, 'this file is a template, not a manifest. Render it first.']],
  'no-api-version': [
    [
      { code: 'no-api-version' },
      'it has no `apiVersion`, so Kubernetes would reject it. If it is a patch, rewrite the output of `kustomize build`.',
    ],
  ],
  'foreign-group': [
    [
      { code: 'foreign-group', kind: 'DeploymentConfig', group: 'apps', groups: ['apps.openshift.io', ''] },
      'DeploymentConfig in the API group "apps" is not the one of Kubernetes (apps.openshift.io, v1). If it should be, correct its `apiVersion`.',
    ],
  ],
  disabled: [
    [
      { code: 'disabled' },
      'it has the annotation `atlas-init-container/inject: disabled`. Remove the annotation to rewrite it.',
    ],
  ],
  'no-pod-template': [
    [
      { code: 'no-pod-template', kind: 'App', path: ['spec', 'template', 'spec'] },
      'App has no pod template at `spec.template.spec`. Remove App from the input `kinds`, and rewrite the manifests that are generated from it.',
    ],
  ],
  'workload-elsewhere': [
    [
      { code: 'workload-elsewhere' },
      'its `workloadRef` refers to the workload with the pod template. Rewrite that one.',
    ],
  ],
  'no-containers': [
    [
      { code: 'no-containers' },
      'its pod template has no containers: it is a patch, or takes its template from elsewhere. Rewrite the manifest with the containers.',
    ],
  ],
  'unreadable-text': [
    [
      { code: 'unreadable-text', fault: { code: 'merge-conflict' } },
      'the text cannot be read: it has an unresolved merge conflict. Resolve it, or exclude the file with a `!` line in the input `manifests`.',
    ],
  ],
  'sealed-by-sops': [
    [
      { code: 'sealed-by-sops' },
      'SOPS seals this document: with another `mac`, `sops decrypt` would fail. Move this workload to a file without `sops`, or encrypt this one with an `encrypted_regex` for its secret keys only and `mac_only_encrypted: true`.',
    ],
  ],
  'unknown-annotation': [
    [
      { code: 'unknown-annotation' },
      'the annotation `atlas-init-container/inject` is neither `disabled` nor `enabled`. Correct it.',
    ],
  ],
  'shared-alias': [
    [{ code: 'shared-alias' }, 'there is an alias (`*`) here, so other places share the value. Write the value out.'],
  ],
  'shared-anchor': [
    [
      { code: 'shared-anchor' },
      'an alias (`*`) repeats this value elsewhere, and an edit would change it there, too. Write the value out in both places.',
    ],
  ],
  'alias-in-moved-value': [
    [{ code: 'alias-in-moved-value' }, 'the container to move has an alias (`*`). Write the value out.'],
  ],
  'merged-key': [
    [{ code: 'merged-key', key: 'volumes' }, '`volumes` comes from a merge key (`<<`). Write it out here.'],
  ],
  'overriding-merge-key': [
    [
      { code: 'overriding-merge-key' },
      'a merge key (`<<`) after another key overrides it in Kubernetes, but not in other parsers. Put the merge key first.',
    ],
  ],
  'tagged-value': [[{ code: 'tagged-value' }, 'a tag (`!`) changes what this value means. Remove the tag.']],
  'open-block-scalar': [
    [{ code: 'open-block-scalar' }, 'the file ends in this block scalar without a line break. Add one.'],
  ],
  'block-scalar': [[{ code: 'block-scalar' }, 'this value is a block scalar (`|` or `>`). Write it on one line.']],
  'key-without-value': [[{ code: 'key-without-value' }, 'this key has no value. Remove the key or add a value.']],
  'comment-between-items': [
    [
      { code: 'comment-between-items' },
      'there is a comment between items in brackets that share a line. Put each item on its own line, or remove the comment.',
    ],
  ],
  'comments-in-empty-braces': [
    [{ code: 'comments-in-empty-braces' }, 'these braces contain only comments. Remove the comments.'],
  ],
  'comments-with-moved-item': [
    [
      { code: 'comments-with-moved-item' },
      'the container to move has comments, and its new place has no line for them. Move it by hand.',
    ],
  ],
  'shared-line': [[{ code: 'shared-line' }, 'this does not start on its own line. Move it to its own line.']],
  'repeated-edited-key': [
    [{ code: 'repeated-edited-key', key: 'image' }, '`image` is repeated here. Keep one of the two.'],
  ],
  'wrong-form': [[{ code: 'wrong-form' }, 'Kubernetes does not accept this type of value here. Correct it.']],
  'containers-not-a-list': [[{ code: 'containers-not-a-list' }, '`containers` is not a list. Correct it.']],
  'foreign-init-container': [
    [
      { code: 'foreign-init-container', name: 'migrate' },
      'the init container `migrate` exists, but its `args` do not start with `migrate`, `apply`. Choose another name in the input `container-name`, or rename that container.',
    ],
  ],
  'name-of-container': [
    [
      { code: 'name-of-container', name: 'migrate' },
      'a container is already named `migrate`. Choose another name in the input `container-name`, or rename that container.',
    ],
  ],
  'repeated-init-container': [
    [{ code: 'repeated-init-container', name: 'migrate' }, 'two init containers are named `migrate`. Rename one.'],
  ],
  'same-migration': [
    [
      { code: 'same-migration' },
      'this init container runs the same migration under another name. Set the input `container-name` to that name, or remove the container.',
    ],
  ],
  'no-such-init-container': [
    [
      { code: 'no-such-init-container', name: 'db', others: ['wait', 'proxy'] },
      'there is no init container `db` as in the input `position`, only `wait`, `proxy`. Use the name of an existing one, `first` or `last`.',
    ],
  ],
  'foreign-volume': [
    [
      { code: 'foreign-volume', volume: 'atlas', secretName: 'atlas-project' },
      'the volume `atlas` exists, but is not the Secret `atlas-project`. Choose another name in the input `volume-name`, or rename that volume.',
    ],
  ],
  'volume-without-key': [
    [
      { code: 'volume-without-key', volume: 'atlas', key: 'atlas.hcl' },
      'the volume `atlas` selects `items` of its Secret, but not `atlas.hcl` with that path. Add it, or remove `items`.',
    ],
  ],
  'shared-volume': [
    [
      { code: 'shared-volume', volume: 'atlas', secretName: 'theirs' },
      'the volume `atlas` is the Secret `theirs`, and other containers mount it. Set the input `secret-name` to `theirs`, or give the containers separate volumes.',
    ],
  ],
  'shared-volume-name': [
    [
      { code: 'shared-volume-name', volume: 'old', name: 'new' },
      'the volume `old` cannot be renamed to `new`: other containers mount it. Set the input `volume-name` to `old`, or give the containers separate volumes.',
    ],
  ],
  'repeated-volume-name': [
    [
      { code: 'repeated-volume-name', volume: 'old', name: 'new' },
      'the volume `old` cannot be renamed to `new`: a volume already has that name. Set the input `volume-name` to `old`, or rename the other volume.',
    ],
  ],
  'partial-mount': [
    [
      { code: 'partial-mount' },
      'the init container mounts only a part of the Secret (`subPath`), which Kubernetes does not update. Remove `subPath`.',
    ],
  ],
  'mount-path-taken': [
    [
      { code: 'mount-path-taken', mountPath: '/etc/atlas' },
      'the init container mounts something else at `/etc/atlas`. Choose another path in the input `mount-path`, or move that mount.',
    ],
  ],
  'rejected-by-kubernetes': [
    [
      {
        code: 'rejected-by-kubernetes',
        field: 'resources',
        fault: { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'quantity' },
      },
      'Kubernetes would reject `resources` with the fields that the init container already has. `limits.memory` is invalid. Use a quantity that is not negative, such as `500m`, `128Mi` or `2`.',
    ],
  ],
}

const TEXTS: Rows<TextFault> = {
  'merge-conflict': [[{ code: 'merge-conflict' }, 'it has an unresolved merge conflict. Resolve it']],
  'carriage-return': [[{ code: 'carriage-return' }, 'a carriage return has no line feed. End lines with LF or CRLF']],
  'byte-order-mark': [[{ code: 'byte-order-mark' }, 'there is a byte order mark inside the file. Remove it']],
  'unicode-line-separator': [
    [
      { code: 'unicode-line-separator' },
      'there is a Unicode line separator, which Kubernetes takes for the end of a line. Escape it',
    ],
  ],
  'unicode-space-before-brace': [
    [
      { code: 'unicode-space-before-brace' },
      'there is a Unicode space before a brace, which Kubernetes skips and YAML does not. Remove it',
    ],
  ],
  'control-character': [
    [{ code: 'control-character' }, 'there is a control character, which YAML does not allow. Remove or escape it'],
  ],
  'not-utf-8': [[{ code: 'not-utf-8' }, 'it is not UTF-8. Convert it']],
  'repeated-key': [[{ code: 'repeated-key' }, 'a key is repeated in a mapping. Keep one of the two']],
  'alias-without-anchor': [
    [
      { code: 'alias-without-anchor' },
      'an alias has no anchor before it in its document. Add the anchor or write the value out',
    ],
  ],
  'alias-within-anchor': [[{ code: 'alias-within-anchor' }, 'an alias is inside its own anchor. Write the value out']],
  'too-many-aliases': [[{ code: 'too-many-aliases' }, 'aliases expand to too many values. Write some of them out']],
  'merge-key-without-mapping': [
    [{ code: 'merge-key-without-mapping' }, 'the value of a merge key (`<<`) is not a mapping. Correct it'],
  ],
  'invalid-yaml': [[{ code: 'invalid-yaml', error: 'TAB_AS_INDENT' }, 'a tab is used for indentation. Correct it']],
}

describe('why a workload is skipped or refused', () => {
  test.each(tableOf(REASONS))('%j', (reason, words) => {
    expect(reasonWords(reason, ACTION_WORDING)).toBe(words)
  })

  test.each(tableOf(TEXTS))('unreadable: %j', (fault, words) => {
    expect(reasonWords({ code: 'unreadable-text', fault }, ACTION_WORDING)).toBe(
      `the text cannot be read: ${words}, or exclude the file with a \`!\` line in the input \`manifests\`.`,
    )
  })

  test('is nothing to say of the others', () => {
    expect(reasonWords(undefined, ACTION_WORDING)).toBe('')
  })

  test('names settings as the entry does', () => {
    const options: Wording = { setting: (name) => `\`--${name}\``, name: (name) => `\`--${name}\`` }

    expect(reasonWords({ code: 'kind-not-selected', kind: 'Job' }, options)).toBe(
      '`--kinds` does not include Job. Add it to rewrite this workload.',
    )
  })
})
