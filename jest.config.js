import { availableParallelism } from 'node:os'

export default {
  // Scenarios wait for processes far more than they compute.
  maxWorkers: availableParallelism() * 3,
  // A test that hangs, not one on a busy machine.
  testTimeout: 240_000,
  testEnvironment: '<rootDir>/scripts/jest/own-temporary-folder.js',
  roots: ['<rootDir>/__tests__', '<rootDir>/packages'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  reporters: ['default', '<rootDir>/scripts/jest/tally.js'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest/transform.js' }
}
