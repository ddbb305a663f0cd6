export default {
  // Most tests wait for other processes, so no processor need be kept free.
  maxWorkers: '100%',
  // A net for what hangs. No test depends on how fast the machine is.
  testTimeout: 600_000,
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
}
