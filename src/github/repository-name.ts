/** Whether two names, `OWNER/NAME`, are of one repository: GitHub does not tell upper and lower case apart. */
export function isSameRepository(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
