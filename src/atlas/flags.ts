/**
 * The values that a flag of Atlas has among arguments, in their order: `--NAME=VALUE`, or `--NAME` and the next
 * argument, which is empty where there is none.
 *
 * Source: https://pkg.go.dev/github.com/spf13/pflag#hdr-Command_line_flag_syntax
 */
export function flagValues(args: readonly string[], name: string): readonly string[] {
  return args.flatMap((argument, index) => {
    if (argument === `--${name}`) return args[index + 1] ?? ''
    return argument.startsWith(`--${name}=`) ? argument.slice(name.length + 3) : []
  })
}
