/** What the common codes of system errors mean. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'resource busy',
  EDQUOT: 'disk quota exceeded',
  EEXIST: 'file exists',
  EIO: 'input/output error',
  EISDIR: 'is a folder',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'name too long',
  ENFILE: 'too many open files',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on device',
  ENOTDIR: 'not a folder',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
}

/** What the system said, with its code, which people search for: "permission denied (`EACCES`)". */
export function systemErrorWords(errno: string): string {
  return `${MEANINGS[errno] ?? 'system error'} (\`${errno}\`)`
}
