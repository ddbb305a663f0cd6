import { expect, test } from '@jest/globals'

import { settingWords } from '../../src/messages/settings.ts'
import { ACTION_WORDING } from '../../src/messages/wording.ts'
import type { Fault } from '../../src/settings/fault.ts'
import { tableOf, type Rows } from './rows.ts'

const ROWS: Rows<Fault> = {
  secret: [
    [
      { code: 'secret' },
      'The value contains a secret or part of one. Remove it. Pass secrets only in `database-url`, `config` and `token`. If the value was ever committed, rotate the secret. If the match is a coincidence, choose a password that is not a word.',
    ],
  ],
  url: [
    [
      { code: 'url', in: 'database-url', fault: { code: 'two-schemes' } },
      'The URL has two schemes. Remove one. The value is a secret and is not shown.',
    ],
    [
      { code: 'url', in: 'config', fault: { code: 'two-schemes' } },
      'The `url` of the environment has two schemes. Remove one. The value is a secret and is not shown.',
    ],
  ],
  config: [
    [
      { code: 'config', fault: { code: 'base64' } },
      'The text is base64. Decode it first. The value is a secret and is not shown.',
    ],
  ],
  'url-as-config': [[{ code: 'url-as-config' }, 'The value is a URL. Pass it in `database-url`.']],
  'url-and-config': [
    [{ code: 'url-and-config' }, 'Both `database-url` and `config` are set. Keep the one to make the Secret from.'],
  ],
  'token-with-blank': [
    [{ code: 'token-with-blank' }, 'The token contains whitespace or a control character. Enter the token alone.'],
  ],
  'missing-token': [
    [
      { code: 'missing-token', mode: 'commit' },
      "`commit` needs a token. Omit `token` to use the workflow's token, or pass the token of a GitHub App.",
    ],
  ],
  'missing-image': [
    [{ code: 'missing-image' }, 'The image is missing. Enter the image that contains Atlas and the migrations.'],
  ],
  'missing-env': [
    [
      { code: 'missing-env' },
      'The environment is missing. Enter the name of an Atlas environment, as in `env "NAME"` of `atlas.hcl`.',
    ],
  ],
  'unknown-setting': [
    [
      { code: 'unknown-setting', nearest: 'manifests' },
      'The action does not know this name and ignores the value. Did you mean `manifests`?',
    ],
    [
      { code: 'unknown-setting', nearest: undefined },
      'The action does not know this name and ignores the value. Remove it.',
    ],
  ],
  'control-character': [
    [{ code: 'control-character', found: 'a\tb' }, '"a\\tb" contains a control character. Remove it.'],
  ],
  quotes: [[{ code: 'quotes', found: '"k8s"' }, 'The quotes in `"k8s"` are part of the value. Remove them.']],
  'several-lines': [[{ code: 'several-lines', found: 'a\nb' }, '"a\\nb" spans several lines. Use one line.']],
  blank: [[{ code: 'blank', found: 'ghcr.io/a: v1' }, '`ghcr.io/a: v1` contains whitespace. Remove it.']],
  'too-long': [
    [
      { code: 'too-long', found: 'x'.repeat(254), length: 254, longest: 253 },
      '`xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` has 254 characters. Use at most 253.',
    ],
  ],
  'not-a-choice': [
    [
      { code: 'not-a-choice', found: 'warning', choices: ['error', 'warn', 'ignore'], nearest: 'warn' },
      '`warning` is invalid. Use `error`, `warn` or `ignore`. Did you mean `warn`?',
    ],
    [
      { code: 'not-a-choice', found: 'sops', choices: ['manifest'], nearest: undefined },
      '`sops` is invalid. Use `manifest`.',
    ],
  ],
  'yaml-list-item': [
    [{ code: 'yaml-list-item', found: '- web' }, '`- web` is an item of a YAML list. Remove the `-`.'],
  ],
  brackets: [
    [
      { code: 'brackets', found: '[web]' },
      '`[web]` is a list in brackets. Write one value per line, without brackets.',
    ],
  ],
  comment: [[{ code: 'comment', found: '# web' }, '`# web` is a comment. Remove it.']],
  'comment-behind': [[{ code: 'comment-behind', found: 'web # all' }, '`web # all` ends with a comment. Remove it.']],
  'several-values': [
    [
      { code: 'several-values', found: 'web, api' },
      '`web, api` is more than one value. Write one per line, without commas.',
    ],
  ],
  'separator-at-end': [
    [{ code: 'separator-at-end', found: 'web,', separator: ',' }, '`web,` ends with a `,`. Remove it.'],
  ],
  'empty-exclusion': [[{ code: 'empty-exclusion', found: '!' }, '`!` excludes nothing. Put a pattern after the `!`.']],
  'image-without-tag': [
    [
      { code: 'image-without-tag', found: 'ghcr.io/repo/migrations' },
      '`ghcr.io/repo/migrations` has no tag and no digest. Add the tag of the build, as in `:v0.1.2`.',
    ],
  ],
  'image-without-name': [
    [{ code: 'image-without-name', found: ':v1' }, '`:v1` has no name. Put the repository before the tag or digest.'],
  ],
  'image-for-workflow': [
    [
      { code: 'image-for-workflow', found: 'docker://ghcr.io/a:v1' },
      '`docker://ghcr.io/a:v1` is the form for `uses` in a workflow. Remove `docker://`.',
    ],
  ],
  'image-address': [
    [
      { code: 'image-address', found: 'https://me:pw@ghcr.io/a:v1' },
      '`https://***@ghcr.io/a:v1` is a web address. Use the reference that you pass to `docker pull`, without `https://`.',
    ],
  ],
  'image-scheme': [
    [
      { code: 'image-scheme', found: 'oci://ghcr.io/a:v1' },
      '`oci://ghcr.io/a:v1` starts with a scheme. Remove everything up to `://`.',
    ],
  ],
  'image-variable': [
    [
      { code: 'image-variable', found: 'ghcr.io/a:$TAG' },
      '`ghcr.io/a:$TAG` contains a variable, which nothing expands here. Use an expression, such as `${{ env.TAG }}`.',
    ],
  ],
  'image-name-length': [
    [{ code: 'image-name-length', length: 256, longest: 255 }, 'The name has 256 characters. Use at most 255.'],
  ],
  registry: [
    [
      { code: 'registry', found: 'my_registry:5000' },
      'The registry `my_registry:5000` is invalid. Use `HOST` or `HOST:PORT`.',
    ],
  ],
  'upper-case-path': [
    [
      { code: 'upper-case-path', found: 'ghcr.io/Repo/a:v1' },
      'The repository in `ghcr.io/Repo/a:v1` has uppercase letters. Write it in lowercase.',
    ],
  ],
  'empty-path-component': [
    [
      { code: 'empty-path-component', found: 'ghcr.io//a:v1' },
      '`ghcr.io//a:v1` has a `/` with nothing before or after it. Remove the `/`, or add what is missing.',
    ],
  ],
  'path-component': [
    [
      { code: 'path-component', found: 'a..b' },
      'The path component `a..b` is invalid. Use lowercase letters and digits, separated by `.`, `_`, `__` or `-`.',
    ],
  ],
  'empty-tag': [
    [{ code: 'empty-tag', found: 'ghcr.io/a:' }, '`ghcr.io/a:` has an empty tag. Add the tag after the `:`.'],
  ],
  'tag-length': [[{ code: 'tag-length', length: 129, longest: 128 }, 'The tag has 129 characters. Use at most 128.']],
  tag: [
    [
      { code: 'tag', found: 'v1+build' },
      'The tag `v1+build` is invalid. Use letters, digits, `_`, `.` and `-`, and do not start with `.` or `-`.',
    ],
  ],
  'tag-with-slash': [
    [
      { code: 'tag-with-slash', found: 'feature/login' },
      'The tag `feature/login` contains a `/`, which tags cannot contain. Use `-` instead, also where the image is built.',
    ],
  ],
  'digest-form': [
    [
      { code: 'digest-form' },
      'The digest does not have the form ALGORITHM:HEX. Copy all of it, as in `sha256:…` with 64 digits.',
    ],
  ],
  'digest-algorithm': [
    [
      { code: 'digest-algorithm', found: 'sha265', choices: ['sha256', 'sha384', 'sha512'], nearest: 'sha256' },
      'Kubernetes does not support the digest algorithm `sha265`. Use `sha256`, `sha384` or `sha512`. Did you mean `sha256`?',
    ],
  ],
  'digest-characters': [
    [
      { code: 'digest-characters', algorithm: 'sha256' },
      'The sha256 digest contains characters other than 0–9 and a–f. Copy all of it, in lowercase.',
    ],
  ],
  'digest-length': [
    [
      { code: 'digest-length', algorithm: 'sha256', length: 63, expected: 64 },
      'The sha256 digest has 63 digits instead of 64. Copy all of it.',
    ],
  ],
  'env-block': [
    [
      { code: 'env-block', found: 'env "k8s" {' },
      '`env "k8s" {` is the first line of a block in `atlas.hcl`. Enter the name between its quotes.',
    ],
  ],
  'env-flag': [[{ code: 'env-flag', found: '--env=k8s' }, '`--env=k8s` is a flag. Enter the name alone.']],
  'leading-dash': [[{ code: 'leading-dash', found: '- k8s' }, '`- k8s` starts with `-`. Remove it.']],
  'several-names': [
    [
      { code: 'several-names', found: 'k8s, prod' },
      '`k8s, prod` is more than one name. Enter one name, without commas or spaces.',
    ],
  ],
  'expanded-by-kubernetes': [
    [
      { code: 'expanded-by-kubernetes', found: '$(ENV)' },
      'Kubernetes expands the `$(` in `$(ENV)`. Use a name without it.',
    ],
  ],
  'program-with-words': [
    [
      { code: 'program-with-words', found: 'sh -c' },
      '`sh -c` is more than the program. Write one word per line, without commas.',
    ],
  ],
  'flag-as-program': [
    [
      { code: 'flag-as-program', found: '-c' },
      'The first line is the program, but `-c` is a flag. Add the program on the line before it.',
    ],
  ],
  'several-words': [
    [{ code: 'several-words', found: '-c exec' }, '`-c exec` is more than one word. Write one per line.'],
  ],
  'several-arguments': [
    [
      { code: 'several-arguments', found: '--baseline 1' },
      '`--baseline 1` is more than one argument. Write one per line, or join a flag and its value with `=`.',
    ],
  ],
  'set-flag': [
    [
      { code: 'set-flag', found: '--env=prod' },
      'The action sets `--env=prod` itself. Use `env`, `mount-path` or `secret-key`.',
    ],
  ],
  'set-command': [
    [{ code: 'set-command', found: 'migrate' }, 'The action runs `atlas migrate apply` itself. Remove `migrate`.'],
  ],
  'misspelled-flag': [
    [
      { code: 'misspelled-flag', found: '--lock-timout=5m', nearest: 'lock-timeout' },
      '`--lock-timout=5m` is not a flag of `atlas migrate apply`. Did you mean `--lock-timeout`?',
    ],
  ],
  'flag-without-dashes': [
    [
      { code: 'flag-without-dashes', found: '-dry-run', nearest: 'dry-run' },
      '`-dry-run` does not start with two dashes. Did you mean `--dry-run`?',
    ],
  ],
  'flag-without-equals-sign': [
    [
      { code: 'flag-without-equals-sign', found: '--lock-timeout:5m', flag: 'lock-timeout' },
      '`--lock-timeout:5m` has no `=`. Put it between `--lock-timeout` and the value.',
    ],
  ],
  'flag-without-value': [
    [
      { code: 'flag-without-value', found: '--baseline' },
      '`--baseline` has no value. Add it after `=`, or on the next line.',
    ],
  ],
  'flag-value': [
    [
      { code: 'flag-value', flag: 'lock-timeout', fault: { code: 'duration', found: '5' } },
      'The value of `--lock-timeout`: `5` is not a duration. Use a number with its unit, such as `30s` or `5m`.',
    ],
  ],
  duration: [
    [{ code: 'duration', found: '5' }, '`5` is not a duration. Use a number with its unit, such as `30s` or `5m`.'],
  ],
  amount: [
    [{ code: 'amount', found: 'all' }, '`all` is neither a flag nor a number of migrations. Correct or remove it.'],
  ],
  'second-amount': [
    [{ code: 'second-amount', found: '2' }, '`2` is a second number of migrations. Remove one of them.'],
  ],
  'unknown-flag': [
    [
      { code: 'unknown-flag', found: '--auto-approve', known: ['dry-run', 'web'] },
      'The action does not know the flag `--auto-approve`. If Atlas does not know it either, every new pod fails. Flags of `atlas migrate apply`: `--dry-run`, `--web`.',
    ],
  ],
  'relative-path': [
    [
      { code: 'relative-path', found: 'etc/atlas' },
      '`etc/atlas` is not absolute. Start it with `/`, as in `/etc/atlas`.',
    ],
  ],
  'parent-in-path': [
    [
      { code: 'parent-in-path', found: '/etc/../atlas' },
      '`/etc/../atlas` contains a `..` segment. Write the path without it.',
    ],
  ],
  'root-path': [
    [{ code: 'root-path', found: '/' }, '`/` is the root of the image. Use a folder of its own, such as `/etc/atlas`.'],
  ],
  'character-in-path': [
    [
      { code: 'character-in-path', found: '/etc/a?b', character: '?' },
      '`/etc/a?b` contains `?`. Use a path without it.',
    ],
  ],
  backslash: [[{ code: 'backslash', found: 'k8s\\*.yaml' }, '`k8s\\*.yaml` contains a backslash. Use `/`.']],
  'absolute-pattern': [
    [
      { code: 'absolute-pattern', found: '/k8s/*.yaml' },
      '`/k8s/*.yaml` is absolute. Make it relative to `working-directory`.',
    ],
  ],
  'parent-in-pattern': [
    [
      { code: 'parent-in-pattern', found: '../k8s/*.yaml' },
      '`../k8s/*.yaml` contains a `..` segment. Set `working-directory` to the folder that holds all manifests.',
    ],
  ],
  folder: [[{ code: 'folder', found: 'k8s/', pattern: 'k8s/**/*.yaml' }, '`k8s/` is a folder. Use `k8s/**/*.yaml`.']],
  'character-in-pattern': [
    [
      { code: 'character-in-pattern', found: 'Web', character: 'W' },
      '`Web` contains `W`. Use lowercase letters, digits, `-`, `.` and `*`, one name per line.',
    ],
  ],
  kind: [
    [{ code: 'kind', found: 'v1' }, '`v1` is not a kind. Use letters and digits, starting with an uppercase letter.'],
  ],
  'kind-of-holder': [
    [
      { code: 'kind-of-holder', found: 'List' },
      '`List` only holds other objects, and the action always looks into it. Name the kinds of those objects.',
    ],
  ],
  'near-kind': [
    [
      { code: 'near-kind', found: 'deploy', nearest: 'Deployment' },
      '`deploy` is not a kind. Did you mean `Deployment`?',
    ],
  ],
  'podless-kind': [
    [
      { code: 'podless-kind', found: 'HelmRelease', source: 'helm' },
      '`HelmRelease` has no pod template at `spec.template.spec`. Name kinds such as `Deployment`, and run the action on the output of `helm template`.',
    ],
    [
      { code: 'podless-kind', found: 'Application', source: 'deployment' },
      '`Application` has no pod template at `spec.template.spec`. Name kinds such as `Deployment`, and run the action on the manifests that it deploys.',
    ],
    [
      { code: 'podless-kind', found: 'Secret', source: 'workloads' },
      '`Secret` has no pod template at `spec.template.spec`. Name the kinds of the workloads that use it.',
    ],
  ],
  position: [
    [
      { code: 'position', found: 'frist', nearest: 'first' },
      '`frist` is invalid. Use `first`, `last`, `before:NAME` or `after:NAME`. Did you mean `first`?',
    ],
  ],
  'position-with-name': [
    [
      { code: 'position-with-name', found: 'first:wait', word: 'first' },
      '`first` takes no name. Use `first` instead of `first:wait`.',
    ],
  ],
  'position-without-name': [
    [
      { code: 'position-without-name', found: 'after', word: 'after' },
      '`after` needs the name of an init container. Use `after:NAME`.',
    ],
  ],
  'own-position': [
    [
      { code: 'own-position', found: 'migrate' },
      '`migrate` is the init container that the action adds. Name another one.',
    ],
  ],
  'full-ref': [
    [
      { code: 'full-ref', found: 'refs/heads/main' },
      '`refs/heads/main` is a full ref. Use the name of the branch, such as `main`.',
    ],
  ],
  'no-branch': [
    [{ code: 'no-branch', found: 'HEAD' }, '`HEAD` is not a branch. Use the name of the branch, such as `main`.'],
  ],
  'character-in-branch': [
    [
      { code: 'character-in-branch', found: 'a..b', character: '..' },
      '`a..b` is not a valid branch name: Git does not allow `..` there. Use another name.',
    ],
  ],
  'same-branch': [
    [{ code: 'same-branch', found: 'main' }, '`branch` is `main`, too. A pull request needs two different branches.'],
  ],
  repository: [
    [
      { code: 'repository', found: 'https://github.com/octo/shop' },
      '`https://github.com/octo/shop` does not have the form OWNER/NAME. Use the two names alone, such as `octo/shop`.',
    ],
  ],
  reviewer: [
    [
      { code: 'reviewer', found: '@octocat' },
      '`@octocat` is neither a login nor a team. Write `octocat` or `octo/backend`, without `@`, one per line.',
    ],
  ],
  'label-with-comma': [
    [
      { code: 'label-with-comma', found: 'db, sql' },
      '`db, sql` is one label with a comma in it. For several labels, write one per line.',
    ],
  ],
  name: [
    [
      { code: 'name', found: 'my_job', form: 'label', fault: { code: 'foreign-character', character: '_' } },
      '`my_job` contains `_`. Use lowercase letters, digits and `-`.',
    ],
  ],
  'secret-name-for-volume': [
    [
      { code: 'secret-name-for-volume', found: 'a.b' },
      'The default is `secret-name`, but `a.b` cannot be the name of a volume. Enter a name.',
    ],
  ],
  selector: [
    [
      { code: 'selector', found: 'app web', fault: { code: 'unexpected-part', expected: 'operator', found: 'web' } },
      '`app web` has `web` where `=`, `==`, `!=`, `in`, `notin`, `<` or `>` is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
  ],
  field: [
    [
      { code: 'field', fault: { code: 'huge-pages-alone' }, found: undefined, nearest: undefined },
      'Huge pages need `cpu` or `memory` beside them. Add one.',
    ],
  ],
  'pod-field': [
    [{ code: 'pod-field', field: 'fsGroup' }, "`fsGroup` is a field of the pod's security context. Set it there."],
  ],
  'empty-mapping': [[{ code: 'empty-mapping' }, 'The YAML is empty. Add fields, or omit the setting.']],
  'several-documents': [[{ code: 'several-documents' }, 'The text is more than one YAML document. Use one.']],
  'yaml-references': [
    [{ code: 'yaml-references' }, 'The YAML contains an anchor, alias or merge key. Write the values out.'],
  ],
  'not-a-mapping': [
    [{ code: 'not-a-mapping', nearest: undefined }, 'The text is not a YAML mapping. Write fields as `NAME: VALUE`.'],
    [
      { code: 'not-a-mapping', nearest: 'restricted' },
      'The text is not a YAML mapping. Write fields as `NAME: VALUE`. Did you mean `restricted`?',
    ],
  ],
  'invalid-yaml': [
    [
      { code: 'invalid-yaml', line: 2, error: 'DUPLICATE_KEY' },
      'Line 2 is not valid YAML: a key is repeated in a mapping. Correct it.',
    ],
  ],
}

test.each(tableOf(ROWS))('%j: %s', (fault, words) => {
  expect(settingWords(fault, ACTION_WORDING)).toBe(words)
})
