import { availableParallelism } from 'node:os'

export default {
  // Scenarios wait for processes far more than they compute.
  maxWorkers: availableParallelism() * 3,
  testTimeout: 60_000,
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  reporters: ['default', '<rootDir>/dev/jest-tally.js'],
  transform: { '\\.ts$': '<rootDir>/dev/jest-transform.js' }
}
