import { expect, test } from '@jest/globals'

import { diskExplanation, fileFaultWords } from '../../src/messages/files.ts'
import { ACTION_WORDING } from '../../src/messages/wording.ts'
import type { DiskFailure, FileFault } from '../../src/failures/disk.ts'
import { tableOf, type Rows } from './rows.ts'

const DENIED = { code: 'system', errno: 'EACCES' } as const
const MISSING = { code: 'missing' } as const

const FAILURES: Rows<DiskFailure> = {
  'unusable-folder': [
    [
      { code: 'unusable-folder', role: 'workspace', path: '/ws', fault: MISSING },
      'The workspace `/ws` does not exist. Run `actions/checkout` before this step.',
    ],
    [
      { code: 'unusable-folder', role: 'working-directory', path: '/ws/app', fault: MISSING },
      'The folder `/ws/app` does not exist. Set `working-directory` to the folder in the workspace that contains the manifests, and run `actions/checkout` before this step.',
    ],
    [
      { code: 'unusable-folder', role: 'working-directory', path: '/ws/a.yaml', fault: { code: 'not-a-folder' } },
      'The folder `/ws/a.yaml` is not a folder. Set `working-directory` to the folder in the workspace that contains the manifests.',
    ],
    [
      { code: 'unusable-folder', role: 'working-directory', path: '/ws/.git', fault: { code: 'never-searched' } },
      'The folder `/ws/.git` belongs to `.git` or `node_modules`, which the action never searches. Set `working-directory` to the folder in the workspace that contains the manifests.',
    ],
    [
      {
        code: 'unusable-folder',
        role: 'working-directory',
        path: '/other',
        fault: { code: 'outside-workspace', workspace: '/ws' },
      },
      'The folder `/other` is outside the workspace `/ws`. Set `working-directory` to the folder in the workspace that contains the manifests.',
    ],
    [
      { code: 'unusable-folder', role: 'temp', path: '/ws/tmp', fault: { code: 'inside-workspace', workspace: '/ws' } },
      "The runner's temp folder `/ws/tmp` is inside the workspace `/ws`, where a commit could include the Secret. Set `RUNNER_TEMP` to a folder outside the workspace that the runner's user can write to.",
    ],
    [
      { code: 'unusable-folder', role: 'temp', path: '/tmp', fault: DENIED },
      "The runner's temp folder `/tmp` cannot be used: permission denied (`EACCES`). Set `RUNNER_TEMP` to a folder outside the workspace that the runner's user can write to.",
    ],
    [
      { code: 'unusable-folder', role: 'workspace', path: '/ws', fault: { code: 'other', message: 'no' } },
      'The workspace `/ws` cannot be used: no. Run `actions/checkout` before this step.',
    ],
  ],
  'unreadable-folder': [
    [
      { code: 'unreadable-folder', path: 'k8s', fault: DENIED },
      "The folder `k8s` cannot be read: permission denied (`EACCES`). Give the runner's user access, or exclude it with a `!` pattern in `manifests`.",
    ],
  ],
  'unreadable-link': [
    [
      { code: 'unreadable-link', path: 'link', fault: DENIED },
      "The symbolic link `link` cannot be followed: permission denied (`EACCES`). Give the runner's user access, or exclude it with a `!` pattern in `manifests`.",
    ],
  ],
  'unreadable-name': [
    [
      { code: 'unreadable-name', name: 'caf\\xe9.yaml', folder: 'k8s' },
      'The name `caf\\xe9.yaml` in the folder `k8s` is not UTF-8. Rename it, or exclude it with a `!` pattern in `manifests` that has `*` in place of the bytes.',
    ],
    [
      { code: 'unreadable-name', name: 'caf\\xe9', folder: '' },
      'The name `caf\\xe9` in the folder `.` is not UTF-8. Rename it, or exclude it with a `!` pattern in `manifests` that has `*` in place of the bytes.',
    ],
  ],
  'unreadable-file': [
    [
      { code: 'unreadable-file', fault: DENIED },
      'This file cannot be read: permission denied (`EACCES`). If it is not a manifest, exclude it with a `!` pattern in `manifests`.',
    ],
  ],
  'not-written': [
    [
      {
        code: 'not-written',
        path: 'a.yaml',
        fault: { code: 'changed' },
        unrestored: [],
        changedSince: [],
        leftovers: [],
      },
      'This file cannot be written: it changed after the action read it. Nothing was written.',
    ],
    [
      { code: 'not-written', path: '', fault: DENIED, unrestored: [], changedSince: [], leftovers: [] },
      'The action cannot create a temporary folder in the workspace: permission denied (`EACCES`). Nothing was written.',
    ],
    [
      {
        code: 'not-written',
        path: 'a.yaml',
        fault: DENIED,
        unrestored: ['b.yaml', 'c.yaml'],
        changedSince: ['d.yaml'],
        leftovers: ['.atlas-init-container-1'],
      },
      'This file cannot be written: permission denied (`EACCES`). These files have their new text and could not be restored: `b.yaml`, `c.yaml`. Another process changed these files after the action wrote them, so they were left alone: `d.yaml`. All other files have their old text. These temporary folders, which git ignores, could not be removed: `.atlas-init-container-1`.',
    ],
  ],
  'runner-file-not-writable': [
    [
      { code: 'runner-file-not-writable', path: '/output', fault: DENIED },
      "The runner's file for outputs, `/output`, cannot be written: permission denied (`EACCES`). Nothing was changed. Check `GITHUB_OUTPUT` and the permissions of the runner's user.",
    ],
  ],
  'output-file-not-written': [
    [
      { code: 'output-file-not-written', path: '/tmp/secret.yaml', fault: { code: 'system', errno: 'ENOSPC' } },
      '`/tmp/secret.yaml` cannot be written: no space left on device (`ENOSPC`).',
    ],
  ],
}

test.each(tableOf(FAILURES))('%j: %s', (failure, words) => {
  expect(diskExplanation(failure, ACTION_WORDING).message).toBe(words)
})

const FAULTS: Rows<FileFault> = {
  changed: [[{ code: 'changed' }, 'it changed after the action read it']],
  'mode-changed': [[{ code: 'mode-changed' }, 'its mode changed after the action read it']],
  exists: [[{ code: 'exists' }, 'it exists already']],
  'not-a-file': [[{ code: 'not-a-file' }, 'it is no longer a regular file']],
  'folder-is-link': [[{ code: 'folder-is-link' }, 'its folder is now a symbolic link']],
  'too-long': [[{ code: 'too-long', bytes: 9, longest: 8 }, 'it has 9 bytes, and the action reads at most 8']],
  system: [
    [{ code: 'system', errno: 'EROFS' }, 'read-only file system (`EROFS`)'],
    [{ code: 'system', errno: 'EXDEV' }, 'system error (`EXDEV`)'],
  ],
  other: [[{ code: 'other', message: 'no' }, 'no']],
}

test.each(tableOf(FAULTS))('%j: %s', (fault, words) => {
  expect(fileFaultWords(fault)).toBe(words)
})
