import type { DiskFailure, FileFault, FolderFault } from '../failures/disk.ts'
import type { Explanation } from './explanation.ts'
import { systemErrorWords } from './system-error.ts'
import type { Wording } from './wording.ts'
import { wordsFor, type Words } from './words.ts'

const TITLES: Readonly<Record<DiskFailure['code'], string>> = {
  'unusable-folder': 'Unusable folder',
  'unreadable-folder': 'Unreadable folder',
  'unreadable-link': 'Unreadable symbolic link',
  'unreadable-name': 'Name not in UTF-8',
  'unreadable-file': 'Unreadable file',
  'not-written': 'Files not written',
  'runner-file-not-writable': 'Outputs not writable',
  'output-file-not-written': 'Output file not written',
}

const WORDS: Words<DiskFailure, [Wording]> = {
  'unusable-folder': (failure, wording) => FOLDERS[failure.role](failure, wording),
  'unreadable-folder': ({ path, fault }, wording) =>
    `The folder \`${path}\` cannot be read: ${fileFaultWords(fault)}. Give the runner's user access, or ${exclude(wording)}.`,
  'unreadable-link': ({ path, fault }, wording) =>
    `The symbolic link \`${path}\` cannot be followed: ${fileFaultWords(fault)}. Give the runner's user access, or ${exclude(wording)}.`,
  'unreadable-name': ({ name, folder }, wording) =>
    `The name \`${name}\` in the folder \`${folder === '' ? '.' : folder}\` is not UTF-8. Rename it, or ${exclude(wording)} that has \`*\` in place of the bytes.`,
  'unreadable-file': ({ fault }, wording) =>
    `This file cannot be read: ${fileFaultWords(fault)}. If it is not a manifest, ${exclude(wording)}.`,
  'not-written': (failure) =>
    [`${subjectOf(failure)}: ${fileFaultWords(failure.fault)}.`, ...statesOf(failure)].join(' '),
  'runner-file-not-writable': ({ path, fault }) =>
    `The runner's file for outputs, \`${path}\`, cannot be written: ${fileFaultWords(fault)}. Nothing was changed. Check \`GITHUB_OUTPUT\` and the permissions of the runner's user.`,
  'output-file-not-written': ({ path, fault }) => `\`${path}\` cannot be written: ${fileFaultWords(fault)}.`,
}

type Data<Code extends DiskFailure['code']> = Extract<DiskFailure, { readonly code: Code }>

type FolderWords = (failure: Data<'unusable-folder'>, wording: Wording) => string

const FOLDERS: Readonly<Record<Data<'unusable-folder'>['role'], FolderWords>> = {
  workspace: ({ path, fault }) =>
    `The workspace \`${path}\` ${folderFaultWords(fault)}. Run \`actions/checkout\` before this step.`,
  'working-directory': ({ path, fault }, { name }) =>
    `The folder \`${path}\` ${folderFaultWords(fault)}. Set ${name('working-directory')} to the folder in the workspace that contains the manifests${fault.code === 'missing' ? ', and run `actions/checkout` before this step' : ''}.`,
  temp: ({ path, fault }) =>
    `The runner's temp folder \`${path}\` ${folderFaultWords(fault)}. Set \`RUNNER_TEMP\` to a folder outside the workspace that the runner's user can write to.`,
}

const FOLDER_FAULTS: Words<FolderFault> = {
  missing: () => 'does not exist',
  'not-a-folder': () => 'is not a folder',
  'never-searched': () => 'belongs to `.git` or `node_modules`, which the action never searches',
  'outside-workspace': ({ workspace }) => `is outside the workspace \`${workspace}\``,
  'inside-workspace': ({ workspace }) =>
    `is inside the workspace \`${workspace}\`, where a commit could include the Secret`,
  system: ({ errno }) => `cannot be used: ${systemErrorWords(errno)}`,
  other: ({ message }) => `cannot be used: ${message}`,
}

const FILE_FAULTS: Words<FileFault> = {
  changed: () => 'it changed after the action read it',
  'mode-changed': () => 'its mode changed after the action read it',
  exists: () => 'it exists already',
  'not-a-file': () => 'it is no longer a regular file',
  'folder-is-link': () => 'its folder is now a symbolic link',
  'too-long': ({ bytes, longest }) => `it has ${bytes} bytes, and the action reads at most ${longest}`,
  system: ({ errno }) => systemErrorWords(errno),
  other: ({ message }) => message,
}

/** What cannot be used, read or written, in words. */
export function diskExplanation(failure: DiskFailure, wording: Wording): Explanation {
  return { title: TITLES[failure.code], message: wordsFor(WORDS, failure, wording) }
}

/** What is wrong with a file, after a colon. */
export function fileFaultWords(fault: FileFault): string {
  return wordsFor(FILE_FAULTS, fault)
}

function folderFaultWords(fault: FolderFault): string {
  return wordsFor(FOLDER_FAULTS, fault)
}

function exclude({ name }: Wording): string {
  return `exclude it with a \`!\` pattern in ${name('manifests')}`
}

function subjectOf({ path }: Data<'not-written'>): string {
  return path === '' ? 'The action cannot create a temporary folder in the workspace' : 'This file cannot be written'
}

/** In what state a failed write leaves the other files. */
function statesOf({ unrestored, changedSince, leftovers }: Data<'not-written'>): string[] {
  const isRestored = unrestored.length + changedSince.length === 0
  return [
    ...listed('These files have their new text and could not be restored', unrestored),
    ...listed('Another process changed these files after the action wrote them, so they were left alone', changedSince),
    isRestored ? 'Nothing was written.' : 'All other files have their old text.',
    ...listed('These temporary folders, which git ignores, could not be removed', leftovers),
  ]
}

function listed(what: string, paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [`${what}: ${paths.map((path) => `\`${path}\``).join(', ')}.`]
}
