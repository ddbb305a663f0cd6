import type { PodSource } from '../kubernetes/podless-kinds.ts'
import type { Fault } from '../settings/fault.ts'
import { configWords } from './atlas-config.ts'
import { urlWords } from './database-url.ts'
import { excerpt } from './excerpt.ts'
import { fieldWords } from './kubernetes-fields.ts'
import { nameWords, selectorWords } from './kubernetes-syntax.ts'
import { anyOf, didYouMean } from './suggestions.ts'
import type { Wording } from './wording.ts'
import { wordsFor, type Words } from './words.ts'
import { yamlErrorWords } from './yaml-errors.ts'

const HIDDEN = 'The value is a secret and is not shown.'
const PODS: Readonly<Record<PodSource, string>> = {
  deployment: 'Name kinds such as `Deployment`, and run the action on the manifests that it deploys.',
  helm: 'Name kinds such as `Deployment`, and run the action on the output of `helm template`.',
  kustomize: 'Name kinds such as `Deployment`, and run the action on the output of `kustomize build`.',
  workloads: 'Name the kinds of the workloads that use it.',
}

const LIST = 'Write one value per line, without brackets.'

const WORDS: Words<Fault, [Wording]> = {
  // Secrets
  secret: (_, { name }) =>
    `The value contains a secret or part of one. Remove it. Pass secrets only in ${name('database-url')}, ${name('config')} and ${name('token')}. If the value was ever committed, rotate the secret. If the match is a coincidence, choose a password that is not a word.`,
  url: (fault) =>
    `${fault.in === 'config' ? 'The `url` of the environment' : 'The URL'} ${urlWords(fault.fault)} ${HIDDEN}`,
  config: ({ fault }) => `${configWords(fault)} ${HIDDEN}`,
  'url-as-config': (_, { name }) => `The value is a URL. Pass it in ${name('database-url')}.`,
  'url-and-config': (_, { name }) =>
    `Both ${name('database-url')} and ${name('config')} are set. Keep the one to make the Secret from.`,
  'token-with-blank': () => 'The token contains whitespace or a control character. Enter the token alone.',
  'missing-token': ({ mode }, { name }) =>
    `\`${mode}\` needs a token. Omit ${name('token')} to use the workflow's token, or pass the token of a GitHub App.`,
  // Names of settings
  'missing-image': () => 'The image is missing. Enter the image that contains Atlas and the migrations.',
  'missing-env': () =>
    'The environment is missing. Enter the name of an Atlas environment, as in `env "NAME"` of `atlas.hcl`.',
  'unknown-setting': ({ nearest }) =>
    `The action does not know this name and ignores the value.${didYouMean(nearest) || ' Remove it.'}`,
  // Any text
  'control-character': ({ found }) => `${excerpt(found)} contains a control character. Remove it.`,
  quotes: ({ found }) => `The quotes in ${excerpt(found)} are part of the value. Remove them.`,
  'several-lines': ({ found }) => `${excerpt(found)} spans several lines. Use one line.`,
  blank: ({ found }) => `${excerpt(found)} contains whitespace. Remove it.`,
  'too-long': ({ found, length, longest }) => `${excerpt(found)} has ${length} characters. Use at most ${longest}.`,
  'not-a-choice': ({ found, choices, nearest }) =>
    `${excerpt(found)} is invalid. Use ${anyOf(choices)}.${didYouMean(nearest)}`,
  // A line of a list
  'yaml-list-item': ({ found }) => `${excerpt(found)} is an item of a YAML list. Remove the \`-\`.`,
  brackets: ({ found }) => `${excerpt(found)} is a list in brackets. ${LIST}`,
  comment: ({ found }) => `${excerpt(found)} is a comment. Remove it.`,
  'comment-behind': ({ found }) => `${excerpt(found)} ends with a comment. Remove it.`,
  'several-values': ({ found }) => `${excerpt(found)} is more than one value. Write one per line, without commas.`,
  'separator-at-end': ({ found, separator }) => `${excerpt(found)} ends with a \`${separator}\`. Remove it.`,
  'empty-exclusion': ({ found }) => `${excerpt(found)} excludes nothing. Put a pattern after the \`!\`.`,
  // The image
  'image-without-tag': ({ found }) =>
    `${excerpt(found)} has no tag and no digest. Add the tag of the build, as in \`:v0.1.2\`.`,
  'image-without-name': ({ found }) => `${excerpt(found)} has no name. Put the repository before the tag or digest.`,
  'image-for-workflow': ({ found }) =>
    `${excerpt(found)} is the form for \`uses\` in a workflow. Remove \`docker://\`.`,
  'image-address': ({ found }) =>
    `${excerpt(found)} is a web address. Use the reference that you pass to \`docker pull\`, without \`https://\`.`,
  'image-scheme': ({ found }) => `${excerpt(found)} starts with a scheme. Remove everything up to \`://\`.`,
  'image-variable': ({ found }) =>
    `${excerpt(found)} contains a variable, which nothing expands here. Use an expression, such as \`\${{ env.TAG }}\`.`,
  'image-name-length': ({ length, longest }) => `The name has ${length} characters. Use at most ${longest}.`,
  registry: ({ found }) => `The registry ${excerpt(found)} is invalid. Use \`HOST\` or \`HOST:PORT\`.`,
  'upper-case-path': ({ found }) => `The repository in ${excerpt(found)} has uppercase letters. Write it in lowercase.`,
  'empty-path-component': ({ found }) =>
    `${excerpt(found)} has a \`/\` with nothing before or after it. Remove the \`/\`, or add what is missing.`,
  'path-component': ({ found }) =>
    `The path component ${excerpt(found)} is invalid. Use lowercase letters and digits, separated by \`.\`, \`_\`, \`__\` or \`-\`.`,
  'empty-tag': ({ found }) => `${excerpt(found)} has an empty tag. Add the tag after the \`:\`.`,
  'tag-length': ({ length, longest }) => `The tag has ${length} characters. Use at most ${longest}.`,
  tag: ({ found }) =>
    `The tag ${excerpt(found)} is invalid. Use letters, digits, \`_\`, \`.\` and \`-\`, and do not start with \`.\` or \`-\`.`,
  'tag-with-slash': ({ found }) =>
    `The tag ${excerpt(found)} contains a \`/\`, which tags cannot contain. Use \`-\` instead, also where the image is built.`,
  'digest-form': () =>
    'The digest does not have the form ALGORITHM:HEX. Copy all of it, as in `sha256:…` with 64 digits.',
  'digest-algorithm': ({ found, choices, nearest }) =>
    `Kubernetes does not support the digest algorithm ${excerpt(found)}. Use ${anyOf(choices)}.${didYouMean(nearest)}`,
  'digest-characters': ({ algorithm }) =>
    `The ${algorithm} digest contains characters other than 0–9 and a–f. Copy all of it, in lowercase.`,
  'digest-length': ({ algorithm, length, expected }) =>
    `The ${algorithm} digest has ${length} digits instead of ${expected}. Copy all of it.`,
  // The environment and the command
  'env-block': ({ found }) =>
    `${excerpt(found)} is the first line of a block in \`atlas.hcl\`. Enter the name between its quotes.`,
  'env-flag': ({ found }) => `${excerpt(found)} is a flag. Enter the name alone.`,
  'leading-dash': ({ found }) => `${excerpt(found)} starts with \`-\`. Remove it.`,
  'several-names': ({ found }) => `${excerpt(found)} is more than one name. Enter one name, without commas or spaces.`,
  'expanded-by-kubernetes': ({ found }) => `Kubernetes expands the \`$(\` in ${excerpt(found)}. Use a name without it.`,
  'program-with-words': ({ found }) =>
    `${excerpt(found)} is more than the program. Write one word per line, without commas.`,
  'flag-as-program': ({ found }) =>
    `The first line is the program, but ${excerpt(found)} is a flag. Add the program on the line before it.`,
  'several-words': ({ found }) => `${excerpt(found)} is more than one word. Write one per line.`,
  // Arguments of `atlas migrate apply`
  'several-arguments': ({ found }) =>
    `${excerpt(found)} is more than one argument. Write one per line, or join a flag and its value with \`=\`.`,
  'set-flag': ({ found }, { name }) =>
    `The action sets ${excerpt(found)} itself. Use ${name('env')}, ${name('mount-path')} or ${name('secret-key')}.`,
  'set-command': ({ found }) => `The action runs \`atlas migrate apply\` itself. Remove ${excerpt(found)}.`,
  'misspelled-flag': ({ found, nearest }) =>
    `${excerpt(found)} is not a flag of \`atlas migrate apply\`. Did you mean \`--${nearest}\`?`,
  'flag-without-dashes': ({ found, nearest }) =>
    `${excerpt(found)} does not start with two dashes. Did you mean \`--${nearest}\`?`,
  'flag-without-equals-sign': ({ found, flag }) =>
    `${excerpt(found)} has no \`=\`. Put it between \`--${flag}\` and the value.`,
  'flag-without-value': ({ found }) => `${excerpt(found)} has no value. Add it after \`=\`, or on the next line.`,
  'flag-value': ({ flag, fault }, wording) => `The value of \`--${flag}\`: ${settingWords(fault, wording)}`,
  duration: ({ found }) =>
    `${excerpt(found)} is not a duration. Use a number with its unit, such as \`30s\` or \`5m\`.`,
  amount: ({ found }) => `${excerpt(found)} is neither a flag nor a number of migrations. Correct or remove it.`,
  'second-amount': ({ found }) => `${excerpt(found)} is a second number of migrations. Remove one of them.`,
  'unknown-flag': ({ found, known }) =>
    `The action does not know the flag ${excerpt(found)}. If Atlas does not know it either, every new pod fails. Flags of \`atlas migrate apply\`: ${known.map((flag) => `\`--${flag}\``).join(', ')}.`,
  // Paths and patterns
  'relative-path': ({ found }) => `${excerpt(found)} is not absolute. Start it with \`/\`, as in \`/etc/atlas\`.`,
  'parent-in-path': ({ found }) => `${excerpt(found)} contains a \`..\` segment. Write the path without it.`,
  'root-path': ({ found }) =>
    `${excerpt(found)} is the root of the image. Use a folder of its own, such as \`/etc/atlas\`.`,
  'character-in-path': ({ found, character }) => `${excerpt(found)} contains \`${character}\`. Use a path without it.`,
  backslash: ({ found }) => `${excerpt(found)} contains a backslash. Use \`/\`.`,
  'absolute-pattern': ({ found }, { name }) =>
    `${excerpt(found)} is absolute. Make it relative to ${name('working-directory')}.`,
  'parent-in-pattern': ({ found }, { name }) =>
    `${excerpt(found)} contains a \`..\` segment. Set ${name('working-directory')} to the folder that holds all manifests.`,
  folder: ({ found, pattern }) => `${excerpt(found)} is a folder. Use \`${pattern}\`.`,
  'character-in-pattern': ({ found, character }) =>
    `${excerpt(found)} contains ${excerpt(character)}. Use lowercase letters, digits, \`-\`, \`.\` and \`*\`, one name per line.`,
  // Kinds
  kind: ({ found }) => `${excerpt(found)} is not a kind. Use letters and digits, starting with an uppercase letter.`,
  'kind-of-holder': ({ found }) =>
    `${excerpt(found)} only holds other objects, and the action always looks into it. Name the kinds of those objects.`,
  'near-kind': ({ found, nearest }) => `${excerpt(found)} is not a kind.${didYouMean(nearest)}`,
  'podless-kind': ({ found, source }) =>
    `${excerpt(found)} has no pod template at \`spec.template.spec\`. ${PODS[source]}`,
  // The place among the init containers
  position: ({ found, nearest }) =>
    `${excerpt(found)} is invalid. Use \`first\`, \`last\`, \`before:NAME\` or \`after:NAME\`.${didYouMean(nearest)}`,
  'position-with-name': ({ found, word }) => `\`${word}\` takes no name. Use \`${word}\` instead of ${excerpt(found)}.`,
  'position-without-name': ({ word }) => `\`${word}\` needs the name of an init container. Use \`${word}:NAME\`.`,
  'own-position': ({ found }) => `${excerpt(found)} is the init container that the action adds. Name another one.`,
  // GitHub and git
  'full-ref': ({ found }) => `${excerpt(found)} is a full ref. Use the name of the branch, such as \`main\`.`,
  'no-branch': ({ found }) => `${excerpt(found)} is not a branch. Use the name of the branch, such as \`main\`.`,
  'character-in-branch': ({ found, character }) =>
    `${excerpt(found)} is not a valid branch name: Git does not allow ${excerpt(character)} there. Use another name.`,
  'same-branch': ({ found }, { name }) =>
    `${name('branch')} is ${excerpt(found)}, too. A pull request needs two different branches.`,
  repository: ({ found }) =>
    `${excerpt(found)} does not have the form OWNER/NAME. Use the two names alone, such as \`octo/shop\`.`,
  reviewer: ({ found }) =>
    `${excerpt(found)} is neither a login nor a team. Write \`octocat\` or \`octo/backend\`, without \`@\`, one per line.`,
  'label-with-comma': ({ found }) =>
    `${excerpt(found)} is one label with a comma in it. For several labels, write one per line.`,
  // What Kubernetes takes
  name: ({ found, form, fault }) => nameWords(fault, found, form),
  'secret-name-for-volume': ({ found }, { name }) =>
    `The default is ${name('secret-name')}, but ${excerpt(found)} cannot be the name of a volume. Enter a name.`,
  selector: ({ found, fault }) => selectorWords(fault, found),
  field: ({ fault, found, nearest }) => fieldWords(fault, { found, nearest }),
  'pod-field': ({ field }) => `\`${field}\` is a field of the pod's security context. Set it there.`,
  // YAML
  'empty-mapping': () => 'The YAML is empty. Add fields, or omit the setting.',
  'several-documents': () => 'The text is more than one YAML document. Use one.',
  'yaml-references': () => 'The YAML contains an anchor, alias or merge key. Write the values out.',
  'not-a-mapping': ({ nearest }) =>
    `The text is not a YAML mapping. Write fields as \`NAME: VALUE\`.${didYouMean(nearest)}`,
  'invalid-yaml': ({ line, error }) => `Line ${line} is not valid YAML: ${yamlErrorWords(error)}. Correct it.`,
}

/** What is wrong with a setting, or may be, and what to do: sentences that go on behind the setting's name. */
export function settingWords(fault: Fault, wording: Wording): string {
  return wordsFor(WORDS, fault, wording)
}
